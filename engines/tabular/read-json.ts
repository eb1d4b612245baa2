import type { Encoding } from './encoding.ts';
import { LineCutter, ListCutter, MAX_DEPTH, type Cut, type JsonCutter } from './json-cutter.ts';
import { wktOf } from './json-geometry.ts';
import type { JsonShape } from './json-shape.ts';
import { parseJson, textOf } from './json-value.ts';
import type { LongWork } from './progress.ts';
import { readChunks } from './read-chunks.ts';
import type { RowFaultCode } from './row-scanner.ts';
import { Utf8Decoder } from './utf8-decoder.ts';

export interface JsonSource extends LongWork {
  from: string;
  encoding: Encoding;
  shape: JsonShape;
}

/** A record of a file: its members as text under their names, or why it cannot be read. */
export type FoundRecord =
  | { readonly line: number; readonly members: ReadonlyMap<string, string> }
  | { readonly line: number; readonly fault: RowFaultCode; readonly text: string };

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

class NotRecord extends Error {
  readonly fault: RowFaultCode;
  constructor(fault: RowFaultCode) {
    super(fault);
    this.fault = fault;
  }
}

/** The name that the geometry of a feature has among its properties. */
const GEOMETRY = 'geometry';

/** Properties of a feature, its geometry as WKT, its id where no property has that name. */
function ofFeature(value: Json): [string, unknown][] {
  const { type, properties, geometry, id } = value;
  if (type !== 'Feature' || (properties !== null && !isRecord(properties)))
    throw new NotRecord('not-a-record');
  const own = Object.entries(properties ?? {}).map(([name, each]): [string, unknown] => [
    name === GEOMETRY ? `properties.${GEOMETRY}` : name,
    each,
  ]);
  const numbered = id !== undefined && !own.some(([name]) => name === 'id');
  try {
    return [...(numbered ? [['id', id] as [string, unknown]] : []), ...own, [GEOMETRY, wktOf(geometry)]];
  } catch {
    throw new NotRecord('bad-geometry');
  }
}

/** Whether brackets stand deeper than is read; text in quotes is passed by. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [found] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gsu)) {
    if (found === '[' || found === '{') depth += 1;
    else if (found === ']' || found === '}') depth -= 1;
    if (depth > MAX_DEPTH + 1) return true;
  }
  return false;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new NotRecord('not-json');
  }
}

function membersOf(text: string, shape: JsonShape): ReadonlyMap<string, string> {
  if (text.includes('\ufffd')) throw new NotRecord('undecodable');
  if (shape.kind === 'lines' && text.length > MAX_DEPTH && isTooDeep(text)) throw new NotRecord('too-deep');
  const value = parsed(text);
  if (!isRecord(value)) throw new NotRecord('not-a-record');
  const entries = shape.kind === 'features' ? ofFeature(value) : Object.entries(value);
  const members = new Map(entries.map(([name, each]) => [name, textOf(each)]));
  for (const each of members.values()) {
    if (each.includes('\0')) throw new NotRecord('nul-byte');
    if (!each.isWellFormed()) throw new NotRecord('undecodable');
  }
  return members;
}

const SHOWN = 1000;

function recordOf({ line, bytes, fault }: Cut, shape: JsonShape): FoundRecord {
  if (fault !== undefined || bytes === undefined) return { line, fault: fault ?? 'not-a-record', text: '' };
  const text = bytes.toString();
  try {
    return { line, members: membersOf(text, shape) };
  } catch (error) {
    if (error instanceof NotRecord) return { line, fault: error.fault, text: text.slice(0, SHOWN).trim() };
    throw error;
  }
}

function cutterOf(shape: JsonShape, take: (cut: Cut) => void): JsonCutter {
  if (shape.kind === 'lines') return new LineCutter(take);
  if (shape.kind === 'list') return new ListCutter(take);
  return new ListCutter(take, shape.kind === 'features' ? 'features' : shape.member);
}

/**
 * The records of a JSON file, a chunk of the file at a time. Memory: a chunk and one record, which is at most four mebibytes;
 * what is longer, deeper than 64, or no record is a fault with its line and the others go on.
 * @throws TabularError `tabular.truncated`, `tabular.json-broken`, `tabular.json-shape`
 */
export async function* readJson(source: JsonSource): AsyncGenerator<FoundRecord[]> {
  const { from, encoding, shape, signal, onProgress } = source;
  let found: FoundRecord[] = [];
  let bytesRead = 0;
  let rows = 0;
  const cutter = cutterOf(shape, (cut) => found.push(recordOf(cut, shape)));
  const decoder = new Utf8Decoder(encoding);
  const taken = (): FoundRecord[] => {
    const piece = found;
    found = [];
    rows += piece.length;
    return piece;
  };
  for await (const { bytes, total } of readChunks(from, signal)) {
    cutter.push(decoder.push(bytes));
    bytesRead += bytes.length;
    yield taken();
    onProgress?.({ bytes: bytesRead, totalBytes: total, rows });
  }
  cutter.push(decoder.end());
  cutter.end();
  yield taken();
}
