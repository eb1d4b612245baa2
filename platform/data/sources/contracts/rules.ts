import { fill, type Text } from '#kernel/texts';
import type { Dataset } from '#platform/data/catalogue';
import { texts } from '../texts.ts';
import type { ContractRow } from './store.ts';

/** So many days before its end a contract is told of. */
export const tellDaysBefore = 30;

/** `day` and so many days after, of the calendar. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Why nothing may be read by a contract on a day, into a dataset as the catalogue shares it now.
 * @returns undefined when it may
 */
export function contractFault(
  contract: ContractRow | undefined,
  { share, open }: Pick<Dataset, 'share' | 'open'>,
  day: string,
): Text | undefined {
  if (!contract) return texts.contractGone;
  const { holdsFrom: from, holdsUntil: until, onward } = contract;
  if (day < from || day > until) return fill(texts.contractTerm, { from, until });
  if (open !== 'none' || (onward === 'none' && share.type !== 'none')) return texts.contractOnward;
  return undefined;
}
