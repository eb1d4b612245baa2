import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { TabularError } from './tabular-error.ts';

export interface ZipPart {
  name: string;
  content: Iterable<Buffer> | AsyncIterable<Buffer>;
}

interface Written {
  name: Buffer;
  offset: number;
  packed: number;
  size: number;
  checksum: number;
}

const PIECE = 1 << 17;
const MAX_SIZE = 0xffff_ffff;
/** Sizes stand behind the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980, the first day ZIP knows: the same content gives the same bytes. */
const DOS_DATE = 0x21;

/** A ZIP file (APPNOTE 6.3.3, no ZIP64) as it grows; parts are asked for one after the other, nothing is held back. */
export async function* zip(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Written[] = [];
  let offset = 0;
  for (const part of parts) {
    const written: Written = { name: Buffer.from(part.name), offset, packed: 0, size: 0, checksum: 0 };
    const header = localHeader(written);
    yield header;
    for await (const chunk of deflated(part.content, written)) yield chunk;
    yield descriptor(written);
    offset += header.length + written.packed + DESCRIPTOR;
    refuseLarge(Math.max(offset, written.size));
    directory.push(written);
  }
  const central = Buffer.concat(directory.map(directoryEntry));
  yield central;
  yield endOfDirectory(directory.length, central.length, offset);
}

async function* deflated(content: ZipPart['content'], written: Written): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 4, chunkSize: PIECE });
  pipeline(Readable.from(measured(content, written)), deflate, () => undefined);
  for await (const chunk of deflate) {
    if (!Buffer.isBuffer(chunk)) continue;
    written.packed += chunk.length;
    yield chunk;
  }
}

async function* measured(content: ZipPart['content'], written: Written): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    written.checksum = crc32(chunk, written.checksum);
    written.size += chunk.length;
    yield chunk;
  }
}

function localHeader({ name }: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

const DESCRIPTOR = 16;

function descriptor({ checksum, packed, size }: Written): Buffer {
  const bytes = Buffer.alloc(DESCRIPTOR);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(checksum, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function directoryEntry({ name, offset, checksum, packed, size }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  entry.writeUInt16LE(FLAGS, 8);
  entry.writeUInt16LE(DEFLATED, 10);
  entry.writeUInt16LE(DOS_DATE, 14);
  entry.writeUInt32LE(checksum, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
}

function endOfDirectory(entries: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function refuseLarge(bytes: number): void {
  if (bytes > MAX_SIZE) throw new TabularError('tabular.too-large-unzipped', 'a workbook of more than 4 GiB');
}
