import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { readChunks } from './read-chunks.ts';
import { TabularError } from './tabular-error.ts';

export interface ArchiveLimits {
  /** Parts in the file; default 10,000. */
  entries: number;
  /** Bytes of all parts together, unpacked; default 4 GiB. */
  unzippedBytes: number;
  /** Unpacked to packed, of any part above 16 MiB; default 200 (a sheet of equal rows comes to about 60). */
  ratio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 10_000, unzippedBytes: 4 * 2 ** 30, ratio: 200 };

const STORED = 0;
const DEFLATED = 8;
const PIECE = 1 << 18;
const SMALL_PART = 16 << 20;
const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/** The parts of an office file. What it claims to unpack to is weighed before anything is unpacked. */
export class WorkbookArchive {
  readonly #zip: ZipFile;
  readonly #parts: Map<string, Entry>;

  private constructor(zip: ZipFile, parts: Map<string, Entry>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  static async open(path: string, limits: ArchiveLimits): Promise<WorkbookArchive> {
    await refuseOthers(path);
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((cause: unknown) => {
      throw new TabularError('tabular.truncated', 'the end of the file is missing', { cause });
    });
    try {
      return new WorkbookArchive(zip, await weighParts(zip, limits));
    } catch (error) {
      zip.close();
      throw error instanceof TabularError ? error : damaged(error);
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name.toLowerCase());
  }

  /** Unpacked size of a part, 0 when there is none. */
  size(name: string): number {
    return this.#parts.get(name.toLowerCase())?.uncompressedSize ?? 0;
  }

  /** The unpacked bytes of a part, checked against its checksum; nothing when it is not there. */
  async *chunks(name: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const entry = this.#parts.get(name.toLowerCase());
    if (entry === undefined) return;
    const sum = { size: 0, checksum: 0 };
    try {
      for await (const chunk of await this.#unpacked(entry)) {
        signal?.throwIfAborted();
        if (!Buffer.isBuffer(chunk)) continue;
        sum.checksum = crc32(chunk, sum.checksum);
        sum.size += chunk.length;
        if (sum.size > entry.uncompressedSize) break;
        yield chunk;
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof TabularError ? error : damaged(error);
    }
    refuseUnlike(entry, sum);
  }

  async #unpacked(entry: Entry): Promise<Readable> {
    const packed = await this.#zip.openReadStreamPromise(entry, { decodeFileData: false });
    if (entry.compressionMethod === STORED) return packed;
    if (entry.compressionMethod !== DEFLATED)
      throw new Error(`compression method ${entry.compressionMethod}`);
    // Larger pieces than yauzl's own sixteen kibibytes: half the time of a large sheet went into handing them over.
    const inflate = createInflateRaw({ chunkSize: PIECE });
    pipeline(packed, inflate, () => undefined);
    return inflate;
  }

  close(): void {
    this.#zip.close();
  }
}

function refuseUnlike(entry: Entry, { size, checksum }: { size: number; checksum: number }): void {
  if (size === entry.uncompressedSize && checksum === entry.crc32) return;
  throw damaged(new Error(`${entry.fileName} is not what the directory says`));
}

async function weighParts(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw new TabularError(
      'tabular.too-many-entries',
      `${zip.entryCount} parts, the limit is ${limits.entries}`,
    );
  }
  const parts = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted())
      throw new TabularError('tabular.encrypted', 'the file is protected by a password');
    total += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
    if (total > limits.unzippedBytes || (entry.uncompressedSize > SMALL_PART && ratio > limits.ratio)) {
      throw new TabularError(
        'tabular.too-large-unzipped',
        `${entry.fileName} unpacks to ${entry.uncompressedSize} bytes`,
      );
    }
    parts.set(entry.fileName.toLowerCase(), entry);
  }
  return parts;
}

async function refuseOthers(path: string): Promise<void> {
  const head = await firstBytes(path);
  if (head.length === 0) throw new TabularError('tabular.empty', 'the file has no bytes');
  if (head.equals(OLE2)) {
    const isEncrypted = await holds(path, ENCRYPTED_STREAM);
    if (isEncrypted) throw new TabularError('tabular.encrypted', 'the file is protected by a password');
    throw new TabularError('tabular.legacy-workbook', 'a workbook of before 2007 (.xls)');
  }
  if (!head.toString('latin1').startsWith('PK'))
    throw new TabularError('tabular.not-a-workbook', 'no ZIP file');
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function holds(path: string, mark: Buffer): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const { bytes } of readChunks(path)) {
    if (Buffer.concat([tail, bytes]).includes(mark)) return true;
    tail = Buffer.from(bytes.subarray(-mark.length));
  }
  return false;
}

function damaged(cause: unknown): TabularError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new TabularError('tabular.damaged', `the file is damaged: ${said}`, { cause });
}
