import { open, type FileHandle } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
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

  /** A column of texts of one row group. @throws ParquetError when it has none of that name, or not in a way read here */
  async readTexts(group: number, name: string): Promise<TextColumn> {
    const chunk = listAt<Struct>(this.#groups[group] ?? new Map(), 1)
      .map((each) => structAt(each, 3))
      .find((each) => String(listAt(each, 3)[0]) === name);
    if (!chunk || numberAt(chunk, 1) !== TYPE.BYTE_ARRAY) throw new ParquetError(`no texts named ${name}`);
    const bytes = await this.#bytesOf(chunk);
    return decodeTexts(bytes, numberAt(chunk, 4), numberAt(chunk, 5));
  }

  async #bytesOf(chunk: Struct): Promise<Buffer> {
    const start = Math.min(numberAt(chunk, 9), numberAt(chunk, 11) || Infinity);
    return readAt(this.#file, start, numberAt(chunk, 7));
  }
}

async function readFooter(file: FileHandle): Promise<Struct> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - TAIL), Math.min(size, TAIL));
  if (tail.length < TAIL || !tail.subarray(4).equals(MAGIC)) throw new ParquetError('not a Parquet file');
  const length = tail.readUInt32LE();
  return new CompactReader(await readAt(file, size - TAIL - length, length)).struct();
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, start + done);
    if (bytesRead === 0) throw new ParquetError('the Parquet file is cut');
    done += bytesRead;
  }
  return bytes;
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

function decodeTexts(bytes: Buffer, codec: number, rows: number): TextColumn {
  let dictionary: Texts | undefined;
  const pages: Page[] = [];
  for (const page of pagesOf(bytes, codec)) {
    const type = numberAt(page.head, 1);
    if (type === PAGE.DICTIONARY) dictionary = dictionaryOf(page);
    else if (type === PAGE.DATA) pages.push(page);
    else throw new ParquetError(`pages of type ${type} are not read here`);
  }
  const isCoded = pages.every(({ head }) => isCode(numberAt(structAt(head, 5), 2)));
  if (dictionary && isCoded) return { texts: dictionary, codes: codesOf(pages, rows), rows };
  return { texts: plainOf(pages, dictionary), codes: null, rows };
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

/** Which rows of a page hold a value, and what stands behind. */
function opened({ head, body }: Page): { rows: number; present: Int32Array; content: Buffer } {
  const rows = numberAt(structAt(head, 5), 1);
  const present = new Int32Array(rows);
  const length = body.readUInt32LE();
  decodeRuns(body.subarray(4, 4 + length), 1, { values: present, from: 0, count: rows });
  return { rows, present, content: body.subarray(4 + length) };
}

function pageCodes(page: Page): { rows: number; codes: Int32Array } {
  const { rows, present, content } = opened(page);
  const holds = present.reduce((sum, each) => sum + each, 0);
  const found = new Int32Array(holds);
  if (holds > 0) decodeRuns(content.subarray(1), content[0] as number, { values: found, from: 0, count: holds });
  if (holds === rows) return { rows, codes: found };
  const codes = new Int32Array(rows).fill(-1);
  for (let row = 0, next = 0; row < rows; row++) if (present[row] === 1) codes[row] = found[next++] as number;
  return { rows, codes };
}

function codesOf(pages: readonly Page[], rows: number): Int32Array {
  const [first] = pages;
  if (pages.length === 1 && first) return pageCodes(first).codes;
  const codes = new Int32Array(rows);
  let done = 0;
  for (const page of pages) {
    const part = pageCodes(page);
    codes.set(part.codes, done);
    done += part.rows;
  }
  return codes;
}

function plainOf(pages: readonly Page[], dictionary: Texts | undefined): Texts {
  const [first] = pages;
  if (pages.length === 1 && first) return plainPage(first);
  const texts = new Texts();
  for (const page of pages) {
    if (dictionary && isCode(numberAt(structAt(page.head, 5), 2))) {
      for (const code of pageCodes(page).codes) {
        if (code < 0) texts.addEmpty();
        else texts.copy(dictionary, code);
      }
      continue;
    }
    const own = plainPage(page);
    for (let row = 0; row < own.count; row++) texts.copy(own, row);
  }
  return texts;
}

function plainPage(page: Page): Texts {
  if (numberAt(structAt(page.head, 5), 2) !== ENCODING.PLAIN) throw new ParquetError('an encoding that is not read here');
  const { rows, present, content } = opened(page);
  const ends = new Int32Array(rows);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    if (present[row] === 1)
      at += PREFIX + ((content[at] as number) | ((content[at + 1] as number) << 8) | ((content[at + 2] as number) << 16) | ((content[at + 3] as number) << 24));
    ends[row] = at;
  }
  return Texts.over(content, ends);
}
