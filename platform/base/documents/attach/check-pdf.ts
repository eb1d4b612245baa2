import { constants, inflateSync } from 'node:zlib';
import type { Danger } from './danger.ts';

/** Most bytes, packed and unpacked together, that are looked at in the streams of objects of one file. */
const mostInflated = 64 * 1024 ** 2;

/** A name written with codes (`/J#61vaScript`) is the same name (ISO 32000-1 §7.3.5). */
const plainNames = (text: string): string =>
  text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

const active =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z])/;

const found = (text: string): string | undefined => active.exec(plainNames(text))?.[1];

/** What a stream of objects is packed with beside plain deflate, or says only elsewhere: nothing here unpacks it. */
const unusual =
  /\/(ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt)(?![A-Za-z])|\/(Filter|DecodeParms)\s+\d|\/Predictor\s+(?!1\b)\d/;

interface Unpacked {
  readonly content: Buffer;
  readonly read: number;
}

/** One stream of objects unpacked, as much of it as there is; it ends where its own format says, whatever words lie in it. */
function unpack(bytes: Buffer, most: number): Unpacked | 'bomb' | 'broken' {
  try {
    const { buffer, engine } = inflateSync(bytes, {
      maxOutputLength: Math.max(1, most),
      finishFlush: constants.Z_SYNC_FLUSH,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return { content: buffer, read: engine.bytesWritten };
  } catch (error) {
    return error instanceof RangeError ? 'bomb' : 'broken';
  }
}

/** Looks into the streams that can hold objects, each part of the file once. */
function lookIntoStreams(file: Buffer, text: string): Danger | undefined {
  let left = mostInflated;
  let before = 0;
  for (const { index, 0: word } of text.matchAll(/stream(?:\r\n|\n|\r)/g)) {
    const head = plainNames(text.slice(before, index));
    before = index + word.length;
    // What is not packed has been looked at with the rest of the file.
    if (!head.includes('/ObjStm') || !head.includes('/Filter')) continue;
    const unpacked = unusual.test(head) ? 'broken' : unpack(file.subarray(before), left);
    if (typeof unpacked === 'string') return { code: unpacked, what: 'stream' };
    left -= unpacked.content.length + unpacked.read;
    if (left < 0) return { code: 'bomb', what: 'stream' };
    const name = found(unpacked.content.toString('latin1'));
    if (name) return { code: 'active-content', what: name };
  }
  return undefined;
}

/** A PDF that runs something, carries files, or grows without measure. */
export function pdfDanger(file: Buffer): Danger | undefined {
  const text = file.toString('latin1');
  // An encrypted file cannot be looked into.
  if (/\/Encrypt(?![A-Za-z])/.test(plainNames(text))) return { code: 'encrypted', what: 'Encrypt' };
  const outside = found(text);
  if (outside) return { code: 'active-content', what: outside };
  return lookIntoStreams(file, text);
}
