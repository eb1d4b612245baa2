import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { Danger } from './danger.ts';
import type { FileKind } from './sniff.ts';

/** Limits of a package: entries, bytes unpacked, how often larger than packed, bytes of one part that is read. */
const most = { entries: 5000, bytes: 300 * 1024 ** 2, ratio: 200, part: 20 * 1024 ** 2 };

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

/** A template or an object fetched from elsewhere when the file is opened; links that a reader clicks are no danger. */
const fetchesFromOutside = (relations: string): boolean =>
  [...relations.matchAll(/<Relationship\b[^>]*>/g)].some(
    ([one]) => /TargetMode\s*=\s*["']External/i.test(one) && !/\/hyperlink["']/i.test(one),
  );

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
  for (const entry of entries.filter(({ fileName }) => /\.rels$/i.test(fileName)))
    if (fetchesFromOutside(await textOf(zip, entry))) return { code: 'active-content', what: entry.fileName };
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
