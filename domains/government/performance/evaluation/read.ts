import { explainChange, explainRank, type Evaluated } from '#engines/composite-evaluation';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { readRow } from '#kernel/record-server';
import { seesWhole } from '../common.ts';
import type { CardView, Explanation, ResultTable } from '../contract.ts';
import { mayAppeal } from '../appeals/work.ts';
import { Result, Scheme } from '../records.ts';
import { findBefore, findFacts, findNewest } from '../store.ts';
import { texts } from '../texts.ts';
import type { Card, CardLeaf, Outcome } from './outcome.ts';
import { revisedSince } from './revised.ts';

type KnownResult = Row<typeof Result>;

interface Found {
  readonly result: KnownResult;
  readonly facts: Outcome;
}

/** @throws Problem 404 */
async function getResult(context: Context, id: string): Promise<Found> {
  const result = await readRow(context, context.db, Result, id);
  const facts = await findFacts(context.db, id);
  if (!result || !facts) throw notFound(texts.result, id);
  return { result, facts };
}

const headOf = ({ result, facts }: Found): ResultTable['result'] => ({
  id: result.id,
  title: { zh: result.titleZh, en: result.titleEn },
  scheme: result.scheme,
  number: result.number,
  inForce: result.state === 'in-force',
  publishedAt: result.publishedAt,
  appealBy: result.appealBy,
  draws: facts.draws,
  simulated: facts.simulated,
});

/** Totals and places of all; what they are made of only for those who see a unit whole. @throws Problem 404 */
export async function readTable(context: Context, id: string): Promise<ResultTable> {
  const found = await getResult(context, id);
  const { cards, before, weights } = found.facts;
  return {
    result: headOf(found),
    weights: [...weights],
    groups: (cards[0]?.groups ?? []).map(({ code, title, weight }) => ({ code, title, weight })),
    rows: cards.map((card, at) => ({
      unit: card.unit,
      name: card.name,
      total: card.total,
      place: card.place,
      placeLow: card.placeLow,
      placeHigh: card.placeHigh,
      beforeNext: before[at]?.[at + 1] ?? null,
      open: seesWhole(context, card.unit),
      scores: seesWhole(context, card.unit) ? card.groups.map(({ score }) => score) : null,
    })),
  };
}

/** @throws Problem 404, 403 `performance.others-card` */
function getCard(context: Context, { facts }: Found, unit: string): { card: Card; at: number } {
  const at = facts.cards.findIndex((card) => card.unit === unit);
  const card = facts.cards[at];
  if (!card) throw notFound(texts.unit, unit);
  if (!seesWhole(context, unit)) throw new Problem(403, 'performance.others-card', texts.othersCard);
  return { card, at };
}

/** All of one unit. @throws Problem 404, 403 `performance.others-card` */
export async function readCard(context: Context, id: string, unit: string): Promise<CardView> {
  const found = await getResult(context, id);
  const { card, at } = getCard(context, found, unit);
  const against = found.facts.cards.flatMap((other, place) =>
    place === at
      ? []
      : [
          {
            unit: other.unit,
            name: other.name,
            place: other.place,
            total: other.total,
            before: found.facts.before[at]?.[place] ?? 0,
          },
        ],
  );
  return {
    result: headOf(found),
    card,
    units: found.facts.cards.length,
    revised: await revisedSince(context, card, found.result.scheme),
    mayAppeal: mayAppeal(context, found.result, unit),
    against,
  };
}

const evaluatedOf = ({ unit, leaves, adjustments }: Card): Evaluated => ({
  unit,
  parts: leaves.flatMap(({ code, weight, score }) =>
    score === null ? [] : [{ criterion: code, weight, score }],
  ),
  adjustments: adjustments.map(({ code, points }) => ({ criterion: code, points })),
});

/** The result from which a change is told: the version before, or the newest of the scheme before. */
async function earlierOf(context: Context, { scheme, number }: KnownResult): Promise<string | undefined> {
  const before = await findBefore(context.db, scheme, number);
  if (before !== undefined) return before;
  const follows = (await readRow(context, context.db, Scheme, scheme))?.definition.follows;
  return follows === undefined ? undefined : (await findNewest(context.db, follows))?.id;
}

const leafIn = (card: Card, code: string) => card.leaves.find((leaf) => leaf.code === code);

const sideOf = (leaf: CardLeaf | undefined) =>
  leaf
    ? { value: leaf.value, score: leaf.score, weight: leaf.weight }
    : { value: null, score: null, weight: 0 };

const pointsIn = (card: Card, code: string) => card.adjustments.find((each) => each.code === code);

/** What is shown of one criterion beside its effects. */
function beside(earlier: Card, later: Card, code: string) {
  const [was, is] = [leafIn(earlier, code), leafIn(later, code)];
  const leaf = is ?? was;
  const named = leaf ?? pointsIn(later, code) ?? pointsIn(earlier, code);
  return {
    title: named?.title ?? { zh: code, en: code },
    unit: leaf?.unit ?? null,
    was: sideOf(was),
    is: sideOf(is),
  };
}

/**
 * Why a unit's total and place are not what they were.
 * @param since id of an earlier result; the version before, or the result of the scheme before, when absent
 * @returns null where there is no earlier result of this unit
 * @throws Problem 404, 403 `performance.others-card`
 */
export async function explain(
  context: Context,
  { id, unit, since }: { readonly id: string; readonly unit: string; readonly since?: string | undefined },
): Promise<Explanation | null> {
  const later = await getResult(context, id);
  const { card } = getCard(context, later, unit);
  const before = since ?? (await earlierOf(context, later.result));
  const earlier = before === undefined ? undefined : await getResult(context, before);
  const was = earlier?.facts.cards.find((each) => each.unit === unit);
  if (!earlier || !was) return null;
  const names = new Map([...earlier.facts.cards, ...later.facts.cards].map((each) => [each.unit, each.name]));
  const effects = explainChange(evaluatedOf(was), evaluatedOf(card)).map((effect) => ({
    ...effect,
    ...beside(was, card, effect.criterion),
  }));
  const passings = explainRank(
    unit,
    earlier.facts.cards.map(evaluatedOf),
    later.facts.cards.map(evaluatedOf),
  );
  return {
    earlier: { ...headOf(earlier), total: was.total, place: was.place },
    later: { ...headOf(later), total: card.total, place: card.place },
    effects: effects.toSorted((one, other) => sizeOf(other) - sizeOf(one)),
    passings: passings.map((each) => ({
      ...each,
      name: names.get(each.unit) ?? { zh: each.unit, en: each.unit },
    })),
  };
}

const sizeOf = (effect: { byScore: number; byWeight: number; byAdjustment: number }): number =>
  Math.abs(effect.byScore + effect.byWeight + effect.byAdjustment);
