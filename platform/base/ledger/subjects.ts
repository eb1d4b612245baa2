import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Config } from '#kernel/config';
import { secretFile } from '#platform/base/identity';

/** A key made ready once: over raw bytes every digest would make it again, which costs five times the digest. */
export type SubjectKey = KeyObject;

export const openSubjectKey = async (config: Pick<Config, 'dataFolder'>): Promise<SubjectKey> =>
  createSecretKey(await secretFile(config, 'ledger-subjects.key'));

/** What stands for a subject in the log: without the key nobody can tell whose it is, nor try all. */
export const subjectDigest = (key: SubjectKey, subject: string): Buffer =>
  createHmac('sha256', key).update(subject).digest();

/** Digests of all subjects of an entry, each once, in order; and the digest of them together that the entry bears. */
export function subjectDigests(
  key: SubjectKey,
  subjects: readonly string[],
): { each: Buffer[]; together: string } {
  const each = [...new Set(subjects)].map((subject) => subjectDigest(key, subject)).toSorted(Buffer.compare);
  const hash = createHash('sha256');
  for (const digest of each) hash.update(digest);
  return { each, together: hash.digest('hex') };
}
