import { keyedDigest } from '#engines/crypto-suite';
import { normaliseIdentifier } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import { secretFile, subjectsOf } from '#platform/base/identity';

/**
 * A register that knows under which other names somebody stands in the ledger: rows of datasets that are about them, their
 * number, ids that were merged into theirs.
 * @returns names besides the given one; empty for whoever it does not know
 */
export type SubjectNames = (context: Context, subject: string) => Promise<readonly string[]>;

export const subjectNamesPoint = definePoint<SubjectNames>('ledger.subject-names');

const keys = new WeakMap<object, Uint8Array>();

/**
 * How the ledger is told whom a row is about that bears a citizen identity number: by a keyed digest, since what was not sealed
 * yet stands there as it was told.
 */
export async function numberSubjects({
  config,
}: Pick<Context, 'config'>): Promise<(number: string) => string> {
  const key = keys.get(config) ?? (await secretFile(config, 'ledger-numbers.key'));
  keys.set(config, key);
  const digest = keyedDigest('international', key);
  return (number) => `citizen-id:${digest(normaliseIdentifier(number)).toString('base64url')}`;
}

/** Every name under which entries about the one in question can stand. */
export async function ownNames(context: Context): Promise<string[]> {
  const own = await subjectsOf(context);
  const names = new Set(own);
  for (const namesOf of context.contributions(subjectNamesPoint))
    for (const subject of own) for (const name of await namesOf(context, subject)) names.add(name);
  return [...names];
}
