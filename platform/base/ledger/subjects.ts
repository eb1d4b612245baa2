import { hash } from 'node:crypto';
import { packedKeyedDigest } from '#engines/crypto-suite';
import type { Config } from '#kernel/config';
import { secretFile } from '#platform/base/identity';
import type { PackedHash } from '#engines/merkle';

/** What stands for a subject in the log, packed as `packHash` packs: HMAC-SHA-256 under a key of its own. */
export type SubjectKey = (subject: string) => PackedHash;

export const subjectKey = (secret: Uint8Array): SubjectKey => packedKeyedDigest('international', secret);

export const openSubjectKey = async (config: Pick<Config, 'dataFolder'>): Promise<SubjectKey> =>
  subjectKey(await secretFile(config, 'ledger-subjects.key'));

/** What stands for a subject in the log: without the key nobody can tell whose it is, nor try all. */
export const subjectDigest = (key: SubjectKey, subject: string): Buffer =>
  Buffer.from(key(subject), 'binary');

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
      ? [key(only)]
      : [...new Set(subjects)].map(key).toSorted(byBytes);
  return { each, together: togetherOf(each) };
}

const byBytes = (a: PackedHash, b: PackedHash): number => (a < b ? -1 : 1);
