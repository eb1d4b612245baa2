import { hash } from 'node:crypto';
import type { Config } from '#kernel/config';
import { secretFile } from '#platform/base/identity';
import type { PackedHash } from '#engines/merkle';

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

/** `subjectDigest`, packed as `packHash` packs. */
function packedDigest(key: SubjectKey, subject: string): PackedHash {
  key.outer.write(innerDigest(key, subject), block, 'binary');
  return hash('sha256', key.outer, 'binary');
}

/** What stands for a subject in the log: without the key nobody can tell whose it is, nor try all. */
export const subjectDigest = (key: SubjectKey, subject: string): Buffer =>
  Buffer.from(packedDigest(key, subject), 'binary');

const single = Buffer.alloc(32);

function togetherOf(each: readonly PackedHash[]): string {
  const [only = ''] = each;
  if (each.length !== 1) return hash('sha256', Buffer.from(each.join(''), 'latin1'), 'hex');
  single.write(only, 0, 'latin1');
  return hash('sha256', single, 'hex');
}

/** Digests of all subjects of an entry, each once, in order; and the digest of them together that the entry bears. */
export function subjectDigests(
  key: SubjectKey,
  subjects: readonly string[],
): { each: readonly PackedHash[]; together: string } {
  const [only] = subjects;
  const each =
    subjects.length === 1 && only !== undefined
      ? [packedDigest(key, only)]
      : [...new Set(subjects)].map((subject) => packedDigest(key, subject)).toSorted(byBytes);
  return { each, together: togetherOf(each) };
}

const byBytes = (a: PackedHash, b: PackedHash): number => (a < b ? -1 : 1);
