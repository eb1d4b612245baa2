import { inflateSync } from 'node:zlib';
import type { Danger } from './danger.ts';

/** Most bytes that the streams of one file may grow to. */
const mostInflated = 200 * 1024 ** 2;

/** A name written with codes (`/J#61vaScript`) is the same name (ISO 32000-1 §7.3.5). */
const plainNames = (text: string): string =>
  text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

const active =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z])/;

const found = (text: string): string | undefined => active.exec(plainNames(text))?.[1];

type Streams = { readonly name: string | undefined } | 'bomb';

/** One stream of objects unpacked; what cannot be inflated is broken, and runs nothing. */
function unpack(bytes: Buffer, most: number): Buffer | 'bomb' | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    return error instanceof RangeError ? 'bomb' : undefined;
  }
}

/** Looks into the streams that can hold objects. */
function lookIntoStreams(file: Buffer, text: string): Streams {
  let left = mostInflated;
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const head = plainNames(text.slice(Math.max(0, index - 600), index));
    if (!head.includes('/ObjStm')) continue;
    const from = text.indexOf('\n', index) + 1;
    const to = text.indexOf('endstream', from);
    const bytes = unpack(file.subarray(from, to < 0 ? undefined : to), left);
    if (bytes === 'bomb') return 'bomb';
    left -= bytes?.length ?? 0;
    const name = bytes && found(bytes.toString('latin1'));
    if (name) return { name };
  }
  return { name: undefined };
}

/** A PDF that runs something, carries files, or grows without measure. */
export function pdfDanger(file: Buffer): Danger | undefined {
  const text = file.toString('latin1');
  // An encrypted file cannot be looked into.
  if (/\/Encrypt(?![A-Za-z])/.test(plainNames(text))) return { code: 'encrypted', what: 'Encrypt' };
  const outside = found(text);
  if (outside) return { code: 'active-content', what: outside };
  const streams = lookIntoStreams(file, text);
  if (streams === 'bomb') return { code: 'bomb', what: 'stream' };
  return streams.name ? { code: 'active-content', what: streams.name } : undefined;
}
