import { open, type FileHandle } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import { viewOf } from './byte-view.ts';
import { CompactReader, listAt, numberAt, structAt, type Struct } from './compact-reader.ts';
import { CODEC, ENCODING, MAGIC, PAGE, TYPE } from './format.ts';
import { decodeRuns } from './runs.ts';
import type { TextColumn } from './text-column.ts';
import { PREFIX, Texts } from './texts.ts';

const TAIL = MAGIC.length + 4;

export class ParquetError extends Error {
  override readonly name = 'ParquetError';
}

/** Row groups and text columns of a Parquet file: pages of version 1, plain or with a dictionary, bare or zstd. */
export class ParquetReader {
  readonly rows: number;
  /** Rows of each row group. */
  readonly groups: readonly number[];
  readonly #file: FileHandle;
  readonly #groups: readonly Struct[];
  /** By column: used again for each group. */
  readonly #rooms = new Map<string, Room>();

  private constructor(file: FileHandle, footer: Struct) {
    this.#file = file;
    this.rows = numberAt(footer, 3);
    this.#groups = listAt<Struct>(footer, 4);
    this.groups = this.#groups.map((group) => numberAt(group, 3));
  }

  /** @throws ParquetError when it is no Parquet file */
  static async open(path: string): Promise<ParquetReader> {
    const file = await open(path, 'r');
    try {
      return new ParquetReader(file, await readFooter(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /**
   * A column of texts of one row group, good until the same column is read again. One that the file has not is missing in
   * every row: what was written before the column was thought of stays readable.
   * @throws ParquetError when it is not written in a way read here
   */
  async readTexts(group: number, name: string): Promise<TextColumn> {
    const chunk = listAt<Struct>(this.#groups[group] ?? new Map(), 1)
      .map((each) => structAt(each, 3))
      .find((each) => String(listAt(each, 3)[0]) === name);
    if (!chunk) return missing(this.groups[group] ?? 0);
    if (numberAt(chunk, 1) !== TYPE.BYTE_ARRAY) throw new ParquetError(`no texts named ${name}`);
    const room = this.#roomFor(name, numberAt(chunk, 7), numberAt(chunk, 5));
    const start = Math.min(numberAt(chunk, 9), numberAt(chunk, 11) || Infinity);
    await fill(this.#file, start, room.bytes);
    return decodeTexts(room, numberAt(chunk, 4), numberAt(chunk, 5));
  }

  #roomFor(name: string, bytes: number, rows: number): Room {
    const known = this.#rooms.get(name);
    const room =
      known && known.bytes.buffer.byteLength >= bytes && known.ends.buffer.byteLength >= rows * 4
        ? {
            bytes: Buffer.from(known.bytes.buffer, 0, bytes),
            ends: new Int32Array(known.ends.buffer, 0, rows),
            present: known.present,
          }
        : newRoom(bytes, rows);
    this.#rooms.set(name, room);
    return room;
  }
}

const missing = (rows: number): TextColumn => ({
  texts: new Texts(),
  codes: new Int32Array(rows).fill(-1),
  rows,
});

/** Bytes of a column of a row group, and room for the ends of its texts or for its codes; and for which rows hold a value. */
interface Room {
  readonly bytes: Buffer;
  readonly ends: Int32Array;
  readonly present: Presence;
}

/** Which rows of a page hold a value, in a room that is used again for the next page. */
class Presence {
  #room = new Int32Array(0);

  /** @returns `null` when all do; else 1 or 0 a row, good until the next page */
  read(levels: Buffer, rows: number): Int32Array | null {
    if (isOneRun(levels, rows)) return null;
    if (this.#room.length < rows) this.#room = new Int32Array(Math.ceil(rows * 1.2));
    const present = this.#room.subarray(0, rows);
    decodeRuns(levels, 1, { values: present, from: 0, count: rows });
    return present;
  }
}

/** A little more than is asked for, so that the next group finds room too. */
const newRoom = (bytes: number, rows: number): Room => ({
  bytes: Buffer.from(new ArrayBuffer(Math.ceil(bytes * 1.2)), 0, bytes),
  ends: new Int32Array(new ArrayBuffer(Math.ceil(rows * 1.2) * 4), 0, rows),
  present: new Presence(),
});

async function readFooter(file: FileHandle): Promise<Struct> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - TAIL), Math.min(size, TAIL));
  if (tail.length < TAIL || !tail.subarray(4).equals(MAGIC)) throw new ParquetError('not a Parquet file');
  const length = tail.readUInt32LE();
  return new CompactReader(await readAt(file, size - TAIL - length, length)).struct();
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  await fill(file, start, bytes);
  return bytes;
}

async function fill(file: FileHandle, start: number, bytes: Buffer): Promise<void> {
  const { length } = bytes;
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, start + done);
    if (bytesRead === 0) throw new ParquetError('the Parquet file is cut');
    done += bytesRead;
  }
}

interface Page {
  readonly head: Struct;
  readonly body: Buffer;
}

function* pagesOf(bytes: Buffer, codec: number): Iterable<Page> {
  let at = 0;
  while (at < bytes.length) {
    const reader = new CompactReader(bytes.subarray(at));
    const head = reader.struct();
    const start = at + reader.at;
    at = start + numberAt(head, 3);
    yield { head, body: unpacked(bytes.subarray(start, at), codec) };
  }
}

function unpacked(body: Buffer, codec: number): Buffer {
  if (codec === CODEC.NONE) return body;
  if (codec === CODEC.ZSTD) return zstdDecompressSync(body);
  throw new ParquetError(`compression ${codec} is not read here`);
}

function decodeTexts({ bytes, ends, present }: Room, codec: number, rows: number): TextColumn {
  let dictionary: Texts | undefined;
  const pages: Page[] = [];
  for (const page of pagesOf(bytes, codec)) {
    const type = numberAt(page.head, 1);
    if (type === PAGE.DICTIONARY) dictionary = dictionaryOf(page);
    else if (type === PAGE.DATA) pages.push(page);
    else throw new ParquetError(`pages of type ${type} are not read here`);
  }
  const isCoded = pages.every(({ head }) => isCode(numberAt(structAt(head, 5), 2)));
  if (dictionary && isCoded) return { texts: dictionary, codes: codesOf(pages, ends, present), rows };
  return { texts: plainOf(pages, dictionary, { ends, present }), codes: null, rows };
}

const isCode = (encoding: number): boolean =>
  encoding === ENCODING.RLE_DICTIONARY || encoding === ENCODING.PLAIN_DICTIONARY;

function dictionaryOf({ head, body }: Page): Texts {
  const count = numberAt(structAt(head, 7), 1);
  const ends = new Int32Array(count);
  for (let index = 0, at = 0; index < count; index++) {
    at += PREFIX + body.readUInt32LE(at);
    ends[index] = at;
  }
  return Texts.over(body, ends);
}

/** How many rows a page has, which of them hold a value (`null`: all), and what stands behind. */
interface Opened {
  readonly rows: number;
  readonly present: Int32Array | null;
  readonly content: Buffer;
}

function opened({ head, body }: Page, presence: Presence): Opened {
  const rows = numberAt(structAt(head, 5), 1);
  const length = body.readUInt32LE();
  const levels = body.subarray(4, 4 + length);
  return { rows, present: presence.read(levels, rows), content: body.subarray(4 + length) };
}

/** One run of ones for all rows: nearly every page is such. */
function isOneRun(levels: Buffer, rows: number): boolean {
  const reader = new CompactReader(levels);
  return reader.varint() === rows * 2 && levels[reader.at] === 1;
}

interface ReadInto {
  readonly from: number;
  readonly presence: Presence;
}

/** Reads the codes of a page into `codes`, from `from` on; -1 where there is no value. @returns the rows of the page */
function readCodes(page: Page, codes: Int32Array, { from, presence }: ReadInto): number {
  const { rows, present, content } = opened(page, presence);
  const holds = present === null ? rows : present.reduce((sum, each) => sum + each, 0);
  if (holds > 0) decodeRuns(content.subarray(1), content[0] as number, { values: codes, from, count: holds });
  // From the last row backwards, so that no code is overwritten before it has moved to its place.
  for (let row = rows - 1, next = from + holds - 1; present !== null && row >= 0; row--)
    codes[from + row] = present[row] === 1 ? (codes[next--] as number) : -1;
  return rows;
}

function codesOf(pages: readonly Page[], codes: Int32Array, presence: Presence): Int32Array {
  let done = 0;
  for (const page of pages) done += readCodes(page, codes, { from: done, presence });
  return codes;
}

function plainOf(
  pages: readonly Page[],
  dictionary: Texts | undefined,
  { ends, present }: Pick<Room, 'ends' | 'present'>,
): Texts {
  const [first] = pages;
  if (pages.length === 1 && first) return plainPage(first, ends, present);
  const texts = new Texts();
  for (const page of pages) {
    const isCoded = dictionary && isCode(numberAt(structAt(page.head, 5), 2));
    if (isCoded) copyCoded(page, dictionary, texts);
    else copyPlain(page, texts, present);
  }
  return texts;
}

function copyCoded(page: Page, dictionary: Texts, to: Texts): void {
  const codes = new Int32Array(numberAt(structAt(page.head, 5), 1));
  readCodes(page, codes, { from: 0, presence: new Presence() });
  for (const code of codes) {
    if (code < 0) to.addEmpty();
    else to.copy(dictionary, code);
  }
}

function copyPlain(page: Page, to: Texts, presence: Presence): void {
  const own = plainPage(page, new Int32Array(numberAt(structAt(page.head, 5), 1)), presence);
  to.addRun(own, 0, own.count);
}

/** The texts of a page where they lie; `ends` is filled with their ends. */
function plainPage(page: Page, ends: Int32Array, presence: Presence): Texts {
  if (numberAt(structAt(page.head, 5), 2) !== ENCODING.PLAIN)
    throw new ParquetError('an encoding that is not read here');
  const { rows, present, content } = opened(page, presence);
  const { view } = viewOf(content);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    if (present === null || present[row] === 1) at += PREFIX + view.getInt32(at, true);
    ends[row] = at;
  }
  if (at > content.length) throw new ParquetError('the Parquet file is cut');
  return Texts.over(content, ends);
}
