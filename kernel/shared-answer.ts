import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** An answer as it leaves: as it is, and compressed. */
export interface AnswerBytes {
  readonly plain: string;
  readonly gzipped: Buffer;
}

/** Answers that were given to several, with their bytes once those were asked for. */
const answers = new WeakMap<object, { bytes?: Promise<AnswerBytes> }>();

const zip = promisify(gzip);

/** Asks for an answer that is the same for everybody who asks under one key. */
export type Sharing<T> = (key: string, read: () => Promise<T>) => Promise<T>;

/**
 * Makes one reading of many: whoever asks under a key soon after another reading of it began waits until `apartMs` have gone
 * by since, together with all others who do, for one that begins then. So nobody is given what was read before they asked,
 * three hundred who ask in one second cost ten readings, and who asks alone waits for nobody. Nothing is kept once nobody waits.
 * @param apartMs how long after the beginning of a reading the next one begins at the earliest
 * @returns the very same object for all who share it: nobody may change it. Given as the answer of an operation, it is also
 *   written and compressed once.
 */
export function sharing<T extends object>(apartMs: number): Sharing<T> {
  const begun = new Set<string>();
  const waiting = new Map<string, { readonly answer: Promise<T>; begin: () => void }>();

  function begin(key: string, read: () => Promise<T>): Promise<T> {
    begun.add(key);
    setTimeout(() => {
      begun.delete(key);
      waiting.get(key)?.begin();
    }, apartMs);
    return read();
  }

  return (key, read) => {
    if (!begun.has(key)) return begin(key, read);
    const known = waiting.get(key);
    if (known) return known.answer;
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer = promise.then(async () => {
      waiting.delete(key);
      const given = await begin(key, read);
      answers.set(given, {});
      return given;
    });
    waiting.set(key, { answer, begin: resolve });
    return answer;
  };
}

/**
 * The bytes of an answer that several are given, made for the first of them.
 * @param write makes the text of it
 * @returns undefined for an answer that is not shared
 */
export function bytesOf(answer: unknown, write: () => string): Promise<AnswerBytes> | undefined {
  const known = typeof answer === 'object' && answer !== null ? answers.get(answer) : undefined;
  if (!known) return undefined;
  known.bytes ??= (async () => {
    const plain = write();
    return { plain, gzipped: await zip(plain) };
  })();
  return known.bytes;
}
