import { createWriteStream } from 'node:fs';
import { readFile, truncate } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ListCutter } from './json-cutter.ts';
import { jsonShape } from './json-shape.ts';
import { jsonRecords, previewJson } from './json-table.ts';
import { recordsToCsv } from './record-table.ts';
import { testFolder } from './test-folder.ts';

const folder = testFolder();
let number = 0;

/** What becomes of a JSON text: its columns, its rows as CSV with their lines, its faults. */
async function read(
  content: string | Uint8Array,
  filename = 'x.json',
  encoding: 'utf-8' | 'gb18030' = 'utf-8',
) {
  const from = folder.put(`${(number += 1)}.json`, content);
  const shape = jsonShape(Buffer.from(content).subarray(0, 65_536).toString(), filename);
  if (!shape) return { shape };
  const source = { from, encoding, shape };
  const { names, faults } = await previewJson(source);
  const to = folder.path(`${number}.csv`);
  const table = await recordsToCsv(jsonRecords(source, names), { to, lineColumn: 'line' });
  expect(table.faults.first).toEqual(faults);
  return { shape: shape.kind, names, rows: (await readFile(to, 'utf8')).trim().split('\n').slice(1), faults };
}

test.each([
  ['a list', '[{"a":1,"b":"x"},\n{"b":"y","c":true}]', 'list', ['a', 'b', 'c'], ['1,1,x,', '2,,y,true']],
  ['a record a line', '{"a":1}\n\n{"a":2,"é":null}\n', 'lines', ['a', 'é'], ['1,1,', '3,2,']],
  ['one record', '{"a":1}', 'lines', ['a'], ['1,1']],
  [
    'a list under a name',
    '{"code":0,"x":[1],"data":[{"a":"]}\\""},{"a":2}]}',
    'member',
    ['a'],
    ['1,"]}""",', '1,2'].map((row) => row.replace(/,$/, '')),
  ],
  ['printed over lines', '{\n "rows": [\n {"a":\n 1},\n {"a": 2}\n ]\n}', 'member', ['a'], ['3,1', '5,2']],
  [
    'numbers as written',
    '[{"n":330281199001011234567,"m":1.50,"e":1E3,"z":-0}]',
    'list',
    ['n', 'm', 'e', 'z'],
    ['1,330281199001011234567,1.50,1E3,-0'],
  ],
  [
    'what is nested stays JSON',
    '[{"o":{"x":[1,{"y":1.0}]}}]',
    'list',
    ['o'],
    ['1,"{""x"":[1,{""y"":1.0}]}"'],
  ],
])('%s', async (...given) => {
  const [, content, shape, names, rows] = given;
  expect(await read(content)).toEqual({ shape, names, rows, faults: [] });
});

test('GeoJSON: properties, id and the geometry as WKT', async () => {
  const content = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        id: 7,
        properties: { name: '一' },
        geometry: { type: 'Point', coordinates: [121.15, 30.04] },
      },
      {
        type: 'Feature',
        properties: { name: '二', geometry: 'own' },
        geometry: {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [0, 0],
                [1, 0],
                [1, 1],
                [0, 0],
              ],
            ],
          ],
        },
      },
      {
        type: 'Feature',
        properties: null,
        geometry: {
          type: 'GeometryCollection',
          geometries: [
            {
              type: 'LineString',
              coordinates: [
                [1, 2, 3],
                [4, 5, 6],
              ],
            },
          ],
        },
      },
      { type: 'Feature', properties: { name: '四' }, geometry: null },
      { type: 'Feature', properties: { name: '五' }, geometry: { type: 'Point', coordinates: ['x'] } },
      { type: 'Other' },
    ],
  });
  expect(await read(content)).toEqual({
    shape: 'features',
    names: ['id', 'name', 'geometry', 'properties.geometry'],
    rows: [
      '1,7,一,POINT(121.15 30.04),',
      '1,,二,"MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))",own',
      '1,,,"GEOMETRYCOLLECTION(LINESTRING(1 2 3, 4 5 6))",',
      '1,,四,,',
    ],
    faults: [
      { code: 'bad-geometry', line: 1, field: 0 },
      { code: 'not-a-record', line: 1, field: 0 },
    ],
  });
});

const deep = '['.repeat(100) + ']'.repeat(100);

test.each([
  ['a broken line', '{"a":1}\n{"a":2\n{"a":3}', [['not-json', 2]]],
  [
    'a line that is none',
    '{"a":1}\n[1]\n"x"\n{"a":3}',
    [
      ['not-a-record', 2],
      ['not-a-record', 3],
    ],
  ],
  ['a line nested too deep', `{"a":1}\n{"a":${deep}}\n{"a":3}`, [['too-deep', 2]]],
  ['a list nested too deep', `[{"a":1},\n{"a":${deep}},\n{"a":3}]`, [['too-deep', 2]]],
  [
    'elements that are none',
    '[{"a":1},\n7,\nnull,[{"b":1}],\n{"a":3}]',
    [
      ['not-a-record', 2],
      ['not-a-record', 3],
      ['not-a-record', 3],
    ],
  ],
  ['a record with broken brackets', '[{"a":1},\n{"a":[1}},\n{"a":3}]', [['not-json', 2]]],
  [
    'a text that is escaped',
    String.raw`[{"a":1},{"a":"\\","b":"\"]}"},{"a":1,,},{"a":3}]`,
    [['not-json', 1]],
  ],
  ['a zero byte', '[{"a":1},{"a":"\\u0000"},{"a":3}]', [['nul-byte', 1]]],
  ['half a character', '[{"a":1},{"a":"\\ud800"},{"a":3}]', [['undecodable', 1]]],
])('%s is a fault with its line, the others go on', async (_name, content, faults) => {
  const found = await read(content);
  expect(found.faults?.map(({ code, line }) => [code, line])).toEqual(faults);
  expect(found.rows?.map((row) => row.split(',')[1]).filter((cell) => /^\d$/.test(cell ?? ''))).toEqual([
    '1',
    '3',
  ]);
});

test.each([
  ['cut', '[{"a":1},{"a":2', { code: 'tabular.truncated' }],
  ['cut within a string', '[{"a":1},{"a":"2', { code: 'tabular.truncated' }],
  ['without a comma', '[{"a":1}\n{"a":2}]', { code: 'tabular.json-broken', line: 2 }],
  ['with more behind it', '[{"a":1}]\n{"a":2}', { code: 'tabular.json-broken', line: 2 }],
  ['closed twice', '[{"a":1}]]', { code: 'tabular.json-broken', line: 1 }],
  ['empty', '[]', { code: 'tabular.empty' }],
  ['a list of numbers', '[1,2]', { code: 'tabular.no-header' }],
  [
    'too wide',
    JSON.stringify([Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`c${at}`, 1]))]),
    { code: 'tabular.too-many-columns' },
  ],
])('a list that is %s is refused as a whole', async (_name, content, error) => {
  await expect(read(content)).rejects.toMatchObject(error);
});

test('an object without a list of records has no shape', () => {
  expect(jsonShape('{\n"a": 1,\n"b": [1, 2]', 'x.json')).toBeUndefined();
});

test('GBK is found out by whoever asks and read as such', async () => {
  const gbk = Buffer.concat([
    Buffer.from('[{"a":"'),
    Buffer.from([0xd3, 0xe0, 0xd2, 0xa6]),
    Buffer.from('"}]'),
  ]);
  expect((await read(gbk, 'x.json', 'gb18030')).rows).toEqual(['1,余姚']);
});

test('texts and backslashes are read the same wherever the pieces of the file end', () => {
  const content = Buffer.from('{"x":"[{\\"","data":[{"a":"\\\\"},{"b":"\\"}]"},\n{"c":["\\u005c"]}]}');
  const cut = (size: number) => {
    const found: string[] = [];
    const cutter = new ListCutter(({ bytes }) => found.push(String(bytes)), 'data');
    for (let at = 0; at < content.length; at += size)
      cutter.push(Buffer.from(content.subarray(at, at + size)));
    cutter.end();
    return found;
  };
  for (let size = 1; size <= content.length; size += 1)
    expect(cut(size)).toEqual(['{"a":"\\\\"}', '{"b":"\\"}]"}', '{"c":["\\u005c"]}']);
});

test.each([
  ['a line', '{"a":1}\n{"a":"', 'x.ndjson', '"}\n{"a":3}', 'lines'],
  ['an element of a list', '[{"a":1},{"a":"', 'x.json', '"},{"a":3}]', 'list'],
])(
  '%s of 300 megabytes is a fault, and memory stays',
  async (...given) => {
    const [, before, filename, after, kind] = given;
    const path = folder.path(`big-${kind}`);
    // Zeros of a file with a hole take no room and are read as any other bytes of a string.
    await new Promise<void>((done) => createWriteStream(path).end(before, done));
    await truncate(path, 300 * 1024 ** 2);
    await new Promise<void>((done) => createWriteStream(path, { flags: 'a' }).end(after, done));
    const shape = jsonShape(before, filename);
    if (!shape) throw new Error('no shape');
    const rss = process.memoryUsage().rss;
    const { names, rows, faults } = await previewJson({ from: path, encoding: 'utf-8', shape });
    expect({ names, rows: rows.map(({ cells }) => cells), faults }).toEqual({
      names: ['a'],
      rows: [['1'], ['3']],
      faults: [{ code: 'row-too-long', line: kind === 'lines' ? 2 : 1, field: 0 }],
    });
    expect(process.memoryUsage().rss - rss).toBeLessThan(150 * 1024 ** 2);
  },
  60_000,
);
