import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { Danger } from './danger.ts';
import type { FileKind } from './sniff.ts';

/** Limits of a package: entries, bytes unpacked, how often larger than packed, bytes of one list of relationships. */
const most = { entries: 5000, bytes: 300 * 1024 ** 2, ratio: 200, part: 1024 ** 2 };

/** Parts of a package that hold a program or another file. */
const activeParts =
  /(^|\/)(vbaProject|vbaData|activeX\d*)[^/]*\.(bin|xml)$|\/embeddings\/|\/externalLinks\//i;

const kindsByPart: readonly (readonly [RegExp, FileKind])[] = [
  [/^word\/document\.xml$/, 'docx'],
  [/^xl\/workbook\.(xml|bin)$/, 'xlsx'],
  [/^ppt\/presentation\.xml$/, 'pptx'],
  [/^OFD\.xml$/, 'ofd'],
];

export interface Looked {
  readonly kind: FileKind | undefined;
  readonly danger: Danger | undefined;
}

const openZip = (file: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    fromBuffer(file, options, (error, zip) => (error ? reject(error) : resolve(zip)));
  });

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await new Promise<AsyncIterable<Uint8Array>>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.byteLength;
    if (size > most.part) throw new RangeError('a part grows without measure');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A character written with its number (`&#69;`, `&#x45;`) is the same character (XML 1.0 §4.1). */
const plainCharacters = (text: string): string =>
  text.replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });

/**
 * A template or an object fetched from elsewhere when the file is opened; links that a reader clicks are no danger. A
 * tag ends before the next begins (XML 1.0 §2.3: no `<` in an attribute), so the text is gone through once.
 */
const fetchesFromOutside = (relations: string): boolean =>
  [...relations.matchAll(/<(?:[\w.-]{1,40}:)?Relationship\b[^<>]*>/g)]
    .map(([one]) => plainCharacters(one))
    .some((one) => /TargetMode\s*=\s*["']External/i.test(one) && !/\/hyperlink["']/i.test(one));

function sizeDanger(entries: readonly Entry[]): Danger | undefined {
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  if (entries.length > most.entries) return { code: 'bomb', what: `${entries.length} entries` };
  const grown = unpacked > most.bytes || (unpacked > 10 * 1024 ** 2 && unpacked > packed * most.ratio);
  return grown ? { code: 'bomb', what: `${Math.round(unpacked / 1024 ** 2)} MB` } : undefined;
}

async function dangerOf(zip: ZipFile, entries: readonly Entry[]): Promise<Danger | undefined> {
  if (entries.some((entry) => (entry.generalPurposeBitFlag & 1) !== 0))
    return { code: 'encrypted', what: 'zip' };
  const grown = sizeDanger(entries);
  if (grown) return grown;
  const part = entries.find(({ fileName }) => activeParts.test(fileName));
  if (part) return { code: 'active-content', what: part.fileName };
  for (const entry of entries.filter(({ fileName }) => /\.rels$/i.test(fileName))) {
    const relations = await textOf(zip, entry);
    // No office program writes a document type; with one an attribute could come from an entity that is not seen here.
    // The same of another encoding than UTF-8.
    if (/<!DOCTYPE|\0/i.test(relations) || fetchesFromOutside(relations))
      return { code: 'active-content', what: entry.fileName };
  }
  return undefined;
}

/** What a package is and whether it is safe: of Office Open XML (ECMA-376) and OFD (GB/T 33190). */
export async function lookIntoZip(file: Buffer): Promise<Looked> {
  try {
    const zip = await openZip(file);
    const entries = await entriesOf(zip);
    const kind = kindsByPart.find(([part]) => entries.some(({ fileName }) => part.test(fileName)))?.[1];
    return { kind, danger: await dangerOf(zip, entries) };
  } catch (error) {
    return {
      kind: undefined,
      danger: { code: error instanceof RangeError ? 'bomb' : 'broken', what: 'zip' },
    };
  }
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > most.entries) resolve(entries);
      else zip.readEntry();
    });
    zip.readEntry();
  });
}
