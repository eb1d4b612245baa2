import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { readRows } from '#kernel/record-server';
import { organisationNames } from '#platform/base/organisations';
import { compared, type ProposalRow } from './compare.ts';
import type { Comparison } from './contract.ts';
import type { Candidate } from './likely.ts';
import type { Kind } from './names.ts';
import { Counterpart, Proposal } from './records.ts';
import { answersOf, findProposal } from './store.ts';

const folders: Readonly<Record<Kind, string>> = {
  entry: '/catalogue/entries',
  thematic: '/catalogue/thematic',
  system: '/applications/systems',
  undertaking: '/projects/undertakings',
  project: '/projects/projects',
  proposal: '/projects/proposals',
};
const pathOf = ({ kind, key }: { readonly kind: Kind; readonly key: string }): string =>
  `${folders[kind]}/${encodeURIComponent(key)}`;

export const answerId = (proposal: string, { kind, key }: { readonly kind: Kind; readonly key: string }) =>
  `${proposal}:${kind}:${key}`;

/** Said after it was handed in for the last time. */
const isCurrent = (row: ProposalRow, answeredAt: string): boolean =>
  row.filedAt === null || row.filedAt === undefined || Date.parse(answeredAt) >= Date.parse(row.filedAt);

type Item = Comparison['items'][number];
type Answer = NonNullable<Item['answer']>;

/** What was said of each thing so far, by `kind:key`. */
async function answers(context: Context, db: Db, row: ProposalRow): Promise<Map<string, Answer>> {
  const found = await readRows(context, db, Counterpart, await answersOf(db, row.code));
  return new Map(
    found.map(({ kind, key, verdict, why, answeredAt }) => [
      `${kind}:${key}`,
      { verdict, why, at: answeredAt, current: isCurrent(row, answeredAt) },
    ]),
  );
}

/** Candidates of a proposal with what was said of each. @param all everything there is, not only what the actor may read */
export async function heldAgainst(
  context: Context,
  db: Db,
  row: ProposalRow,
  all: boolean,
): Promise<(Candidate & { readonly answer: Answer | null })[]> {
  const candidates = await compared(context, db, row, { all });
  const said = await answers(context, db, row);
  return candidates.map((each) => ({
    ...each,
    answer: said.get(`${each.thing.kind}:${each.thing.key}`) ?? null,
  }));
}

/** What exists already that a proposal may be, for whoever may see the proposal. @throws Problem 404 */
export async function comparisonOf(context: Context, id: string): Promise<Comparison> {
  const row = await findProposal(context, id);
  if (!row) throw notFound(Proposal.title, id);
  const all = scopeOf(context.actor, 'projects:approve') === 'city';
  const held = await heldAgainst(context, context.db, row, all);
  const names = await organisationNames(
    context.db,
    held.flatMap(({ thing }) => (thing.unit === null ? [] : [thing.unit])),
  );
  const items = held.map(({ thing, score, likely, reasons, answer }): Item => ({
    kind: thing.kind,
    key: thing.key,
    title: thing.title,
    unit: thing.unit,
    unitName: thing.unit === null ? null : (names.get(thing.unit) ?? null),
    path: pathOf(thing),
    score,
    likely,
    simulated: thing.simulated,
    reasons: {
      ...reasons,
      words: [...reasons.words],
      items: [...reasons.items],
      uses: [...reasons.uses],
    },
    answer,
  }));
  const likely = items.filter((each) => each.likely);
  return { items, likely: likely.length, open: likely.filter(({ answer }) => !answer?.current).length };
}
