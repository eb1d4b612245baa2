import { keyedDigest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import type { DatasetFacts } from '../dataset-facts.ts';
import { readKeys, type GivenRow, type Source } from '../granted-rows.ts';
import { secretOf } from '../secrets.ts';
import type { InForce } from '../standing.ts';
import { lookAgain } from './look.ts';
import { findChanges, type ChangeRow } from './store.ts';

interface Change {
  readonly change: ChangeRow['kind'];
  /** The same for a row each time, for this agreement alone: by it a consumer finds what it holds, also without the key. */
  readonly row: string;
  /** Absent of what is gone. */
  readonly values?: GivenRow['values'];
}

export interface Changes {
  readonly source: Source;
  readonly items: readonly Change[];
  /** Whom each item is about, for the ledger. */
  readonly subjects: readonly string[];
  readonly numbers: readonly number[];
  readonly isLast: boolean;
}

async function rowNames(context: Context, id: string): Promise<(key: string) => string> {
  const hash = keyedDigest(context.config.CRYPTO_SUITE, await secretOf(context, 'exchange-pseudonyms.key'));
  return (key) => hash(`exchange.row\n${id}\n`, key).toString('base64url').slice(0, 26);
}

/** Changes behind a number, as they are given: values as they stood when the newest of them was numbered. */
export async function changesAfter(
  context: Context,
  { agreement, facts }: { readonly agreement: InForce; readonly facts: DatasetFacts },
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<Changes> {
  const { id } = agreement.terms;
  const { source, change: upTo } = await lookAgain(context, agreement, facts);
  const found = await findChanges(context.db, id, { after, upTo, most: limit + 1 });
  const shown = found.slice(0, limit);
  const wanted = shown.filter(({ kind }) => kind !== 'gone').map(({ key }) => key);
  const rows = await context.lake.session((session) => readKeys(session, source, wanted));
  const given = new Map(rows.map((row) => [row.key, row]));
  const nameOf = await rowNames(context, id);
  return {
    source,
    items: shown.map(({ key, kind }) => {
      if (kind === 'gone') return { change: kind, row: nameOf(key) };
      const values = given.get(key)?.values;
      // To say that it is gone would be never to speak of it again: nothing is said, and asked again.
      if (!values) throw new Error(`rows of ${id} are not those whose changes were numbered`);
      return { change: kind, row: nameOf(key), values };
    }),
    subjects: shown.map(({ key }) => given.get(key)?.subjects ?? source.subjectsOf({ _key: key })),
    numbers: shown.map(({ change }) => change),
    isLast: found.length <= limit,
  };
}

export function cutChanges(changes: Changes, most: number): Changes {
  const { items, subjects, numbers } = changes;
  if (items.length <= most) return changes;
  return {
    ...changes,
    items: items.slice(0, most),
    subjects: subjects.slice(0, most),
    numbers: numbers.slice(0, most),
    isLast: false,
  };
}

/** As JSON, with the number from which to go on. */
export function changesBody(
  { terms }: InForce,
  { items, numbers, isLast, source }: Changes,
  { after, simulated }: { readonly after: number; readonly simulated: boolean },
): Buffer {
  const shownAs = (how: 'mask' | 'pseudonym') =>
    terms.items.filter(({ decision }) => decision === how).map(({ field }) => field);
  return Buffer.from(
    JSON.stringify({
      agreement: terms.id,
      version: terms.version,
      dataset: terms.dataset,
      simulated,
      fields: [...source.shows.keys()],
      masked: shownAs('mask'),
      pseudonyms: shownAs('pseudonym'),
      items,
      next: numbers.at(-1) ?? after,
      more: !isLast,
    }),
  );
}
