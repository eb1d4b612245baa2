import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import Excel from 'exceljs';
import { imageDanger } from './check-image.ts';
import { pdfDanger } from './check-pdf.ts';
import { lookIntoZip } from './check-zip.ts';
import { sniff } from './sniff.ts';
import { zipOf } from './test-zip.ts';

const pdf = (body: string | Buffer) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(body)]);

test.for([
  ['plain', '1 0 obj << /Type /Catalog >> endobj', undefined],
  ['script', '<< /S /JavaScript /JS (app.alert(1)) >>', 'active-content'],
  ['script by code', '<< /S /J#61vaScript >>', 'active-content'],
  ['launch', '<< /S /Launch /F (cmd.exe) >>', 'active-content'],
  ['carries a file', '<< /Names << /EmbeddedFiles 3 0 R >> >>', 'active-content'],
  ['encrypted', '<< /Encrypt 5 0 R >>', 'encrypted'],
  ['a word that only begins so', '<< /JSomething 1 /Launcher 2 >>', undefined],
] as const)('PDF: %s', ([, body, code]) => {
  expect(pdfDanger(pdf(body))?.code).toBe(code);
});

test('PDF: a script hidden in a packed stream of objects, and a stream that grows without measure', () => {
  const stream = (content: Buffer) =>
    pdf(
      Buffer.concat([
        Buffer.from('1 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n'),
        deflateSync(content),
        Buffer.from('\nendstream endobj'),
      ]),
    );
  expect(pdfDanger(stream(Buffer.from('<< /S /JavaScript >>')))?.code).toBe('active-content');
  expect(pdfDanger(stream(Buffer.from('<< /Type /Page >>')))).toBeUndefined();
  expect(pdfDanger(stream(Buffer.alloc(65 * 1024 ** 2)))?.code).toBe('bomb');
});

const objectStream = (dictionary: string, content: Buffer) =>
  pdf(
    Buffer.concat([
      Buffer.from(`1 0 obj << /Type /ObjStm ${dictionary} >>\nstream\n`),
      content,
      Buffer.from('\nendstream endobj'),
    ]),
  );
const script = Buffer.from('<< /S /JavaScript >>');

test.for([
  ['cut short', '/Filter /FlateDecode', deflateSync(script).subarray(0, -6), 'broken'],
  [
    'with the word that ends streams among its bytes',
    '/Filter /FlateDecode',
    deflateSync(Buffer.concat([Buffer.from(' endstream '), script]), { level: 0 }),
    'active-content',
  ],
  [
    'whose dictionary is long',
    `/Filter /FlateDecode /Long (${'x'.repeat(2000)})`,
    deflateSync(script),
    'active-content',
  ],
  ['packed twice', '/Filter [/ASCIIHexDecode /FlateDecode]', Buffer.from('78>'), 'broken'],
  ['packed otherwise', '/Filter /LZWDecode', Buffer.from([0x80, 0x0b, 0x60]), 'broken'],
  ['that is no stream', '/Filter /FlateDecode', Buffer.from('nothing'), 'broken'],
  ['that is not packed', '', Buffer.from('<< /Type /Page >>'), undefined],
] as const)('PDF: a stream of objects %s', ([, dictionary, content, code]) => {
  expect(pdfDanger(objectStream(dictionary, content))?.code).toBe(code);
});

test('a file made to be searched for hours is looked at in a moment', async () => {
  const began = performance.now();
  pdfDanger(pdf('/ObjStm /Filter stream\n'.repeat(50_000)));
  pdfDanger(pdf('/ObjStm stream\n'.repeat(100_000)));
  const word = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };
  const endless = '<Relationship '.repeat(70_000);
  await lookIntoZip(zipOf({ ...word, 'word/_rels/x.rels': endless }));
  expect(performance.now() - began).toBeLessThan(3000);
  const larger = zipOf({ ...word, 'word/_rels/x.rels': endless.repeat(2) });
  expect((await lookIntoZip(larger)).danger?.code).toBe('bomb');
});

const png = (width: number, height: number) => {
  const file = Buffer.alloc(33);
  file.write('89504e470d0a1a0a0000000d49484452', 'hex');
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
};

test('a picture that says to be enormous is a bomb; one that says nothing is broken', () => {
  expect(sniff(png(800, 600))).toBe('png');
  expect(imageDanger('png', png(800, 600))).toBeUndefined();
  expect(imageDanger('png', png(60_000, 60_000))?.code).toBe('bomb');
  expect(imageDanger('jpeg', Buffer.from('ffd8ffe00002', 'hex'))?.code).toBe('broken');
  const jpeg = Buffer.from('ffd8ffe000040000ffc0001108ea60ea6003', 'hex');
  expect(imageDanger('jpeg', jpeg)).toEqual({ code: 'bomb', what: '60000 × 60000' });
});

test('an office file is told by what is in it; macros, objects and templates from elsewhere are refused', async () => {
  const book = new Excel.Workbook();
  book.addWorksheet('甲').addRow(['乙']);
  const plain = Buffer.from(await book.xlsx.writeBuffer());
  expect(await lookIntoZip(plain)).toEqual({ kind: 'xlsx', danger: undefined });
  const word = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };
  expect(await lookIntoZip(zipOf(word))).toEqual({ kind: 'docx', danger: undefined });
  const dangers = [
    { 'word/vbaProject.bin': 'x' },
    { 'word/embeddings/oleObject1.bin': 'x' },
    { 'word/_rels/settings.xml.rels': '<Relationship Type="attachedTemplate" TargetMode="External"/>' },
    { 'word/_rels/settings.xml.rels': '<r:Relationship Type="attachedTemplate" TargetMode="External"/>' },
    { 'word/_rels/settings.xml.rels': '<Relationship Type="attachedTemplate" TargetMode="&#69;xternal"/>' },
    {
      'word/_rels/settings.xml.rels':
        '<!DOCTYPE r [<!ENTITY e "External">]><Relationship Type="attachedTemplate" TargetMode="&e;"/>',
    },
    {
      'word/_rels/settings.xml.rels': Buffer.from(
        '\uFEFF<Relationship Type="attachedTemplate" TargetMode="External"/>',
        'utf16le',
      ),
    },
  ];
  for (const parts of dangers)
    expect((await lookIntoZip(zipOf({ ...word, ...parts }))).danger?.code).toBe('active-content');
  const link = '<Relationship Type="http://x/relationships/hyperlink" TargetMode="External"/>';
  expect(
    (await lookIntoZip(zipOf({ ...word, 'word/_rels/document.xml.rels': link }))).danger,
  ).toBeUndefined();
  const bomb = zipOf({ ...word, 'word/media/a.bin': Buffer.alloc(40 * 1024 ** 2) });
  expect((await lookIntoZip(bomb)).danger?.code).toBe('bomb');
  expect((await lookIntoZip(plain.subarray(0, 900))).danger?.code).toBe('broken');
  expect((await lookIntoZip(zipOf({ 'OFD.xml': '<ofd:OFD/>' }))).kind).toBe('ofd');
  expect((await lookIntoZip(zipOf({ 'a.exe': 'MZ' }))).kind).toBeUndefined();
});

test('text is text only when it can be read', () => {
  expect(sniff(Buffer.from('余姚'))).toBe('text');
  expect(sniff(Buffer.from('MZ\u0000\u0001'))).toBeUndefined();
  expect(sniff(Buffer.from([0xc4, 0xe3]))).toBeUndefined();
});
