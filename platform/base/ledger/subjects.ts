import { hash } from 'node:crypto';
import type { Config } from '#kernel/config';
import { secretFile } from '#platform/base/identity';

/**
 * The key of HMAC-SHA-256 (RFC 2104) in its two padded forms, each with room behind it for what is digested: two
 * one-shot digests cost a third of a keyed one.
 */
export interface SubjectKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const block = 64;

/** @param secret at most 64 bytes */
export function subjectKey(secret: Uint8Array): SubjectKey {
  if (secret.length > block) throw new RangeError(`a key of ${secret.length} bytes is longer than a block`);
  const padded = (pad: number, room: number): Buffer => {
    const bytes = Buffer.alloc(block + room);
    for (let at = 0; at < block; at += 1) bytes[at] = (secret[at] ?? 0) ^ pad;
    return bytes;
  };
  return { inner: padded(0x36, 1024), outer: padded(0x5c, 32) };
}

export const openSubjectKey = async (config: Pick<Config, 'dataFolder'>): Promise<SubjectKey> =>
  subjectKey(await secretFile(config, 'ledger-subjects.key'));

function innerDigest({ inner }: SubjectKey, subject: string): string {
  const most = subject.length * 3;
  if (most > inner.length - block)
    return hash('sha256', Buffer.concat([inner.subarray(0, block), Buffer.from(subject)]), 'binary');
  const length = inner.write(subject, block, 'utf8');
  return hash('sha256', inner.subarray(0, block + length), 'binary');
}

/** What stands for a subject in the log: without the key nobody can tell whose it is, nor try all. */
export function subjectDigest(key: SubjectKey, subject: string): Buffer {
  key.outer.write(innerDigest(key, subject), block, 'binary');
  return Buffer.from(hash('sha256', key.outer, 'binary'), 'binary');
}

/** Digests of all subjects of an entry, each once, in order; and the digest of them together that the entry bears. */
export function subjectDigests(
  key: SubjectKey,
  subjects: readonly string[],
): { each: Buffer[]; together: string } {
  const each = [...new Set(subjects)].map((subject) => subjectDigest(key, subject)).toSorted(Buffer.compare);
  const [only = Buffer.alloc(0)] = each;
  return { each, together: hash('sha256', each.length < 2 ? only : Buffer.concat(each), 'hex') };
}
