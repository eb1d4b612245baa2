import { setImmediate } from 'node:timers/promises';
import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import { notFound, Problem } from '#kernel/problem';
import { periodBefore, periodStart } from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import type { BackTest, Proposed } from '../contract.ts';
import { levels, type Detector } from '../judging/detectors.ts';
import { episodesOf, type Episode } from '../judging/episodes.ts';
import {
  better,
  movedAbout,
  placesWithin,
  scoreOf,
  spreadOf,
  type Experience,
  type RaisedAt,
} from '../judging/learn.ts';
import { Rule } from '../records.ts';
import { checkRule, shownFaults } from '../rules/define.ts';
import { definitionOf, newestOver, watchesMeasure } from '../rules/rows.ts';
import type { Grain, RuleDefinition } from '../shapes.ts';
import { listJudged, listMissed } from '../store.ts';
import { texts } from '../texts.ts';
import { judgeLine, readWatched, type ReadLine, type Watched } from './judged-lines.ts';

/** More lines than this are counted, and not shown. */
const mostLines = 40;
/** As many periods of history as a proposal is held against. */
const learnsFrom = 36;

function periodsBack(context: Context, grain: Grain, periods: number): string {
  let from = newestOver(context, grain);
  for (let count = 1; count < periods; count += 1) from = periodBefore(from, grain);
  return from;
}

const watchedBy = (rule: RuleDefinition, measure: MeasureDefinition, simulated: boolean): Watched => ({
  measure: rule.measure,
  grain: rule.grain ?? measure.grain,
  by: rule.by,
  where: rule.where,
  detector: rule.detector,
  simulated,
});

interface Tested {
  readonly line: ReadLine;
  readonly judged: ReturnType<typeof judgeLine>;
  readonly episodes: readonly Episode[];
}

interface Over {
  readonly judgedFrom: string;
  readonly since: string;
  readonly factor: number;
}

/** A control chart is founded where the rule says, and its sums go on from there; others begin with what is shown. */
const judgedFrom = ({ detector, since }: RuleDefinition, grain: Grain, shown: string): string =>
  detector.kind === 'control' && since !== undefined ? periodStart(since, grain) : shown;

async function test(
  lines: readonly ReadLine[],
  watched: Pick<Watched, 'detector' | 'grain'>,
  { judgedFrom: from, since, factor }: Over,
): Promise<Tested[]> {
  const tested: Tested[] = [];
  for (const line of lines) {
    await setImmediate();
    const judged = judgeLine(watched, line, { since: from, factor });
    const episodes = episodesOf(watched.detector, judged).filter(({ last }) => last >= since);
    tested.push({ line, judged: judged.filter(({ start }) => start >= since), episodes });
  }
  return tested;
}

const pointOf = ({
  period,
  start,
  value,
  level,
  lower,
  centre,
  upper,
  statistic,
  simulated,
}: Tested['judged'][number]) => ({ period, start, value, level, lower, centre, upper, statistic, simulated });

const lineOf = ({ line, judged, episodes }: Tested): BackTest['lines'][number] => ({
  key: line.key,
  title: line.title,
  points: judged.map(pointOf),
  episodes: episodes.map(({ begins, last, level, over, points }) => ({
    begins: points[0]?.period ?? begins,
    last: points.at(-1)?.period ?? last,
    level,
    over,
  })),
});

/** Fixed limits of a real rule pass over invented values: said, or nobody would know why nothing is raised. */
async function passesOver(context: Context, watched: Watched, since: string): Promise<boolean> {
  if (watched.detector.kind !== 'limits' || watched.simulated) return false;
  const read = await readWatched(context, context.db, { ...watched, simulated: true });
  return (read?.lines ?? []).some(({ values }) =>
    values.some((value) => value.simulated && value.start >= since),
  );
}

const untested = {
  since: null,
  raised: 0,
  byLevel: [],
  places: 0,
  unjudged: 0,
  lines: [],
  invented: false,
} as const;

/**
 * What a rule would have raised in the last periods, over the values as they now are. Nothing is kept.
 * @throws Problem 422 `decision-support.too-much` for more places, periods and levels than one request can judge
 */
export async function backTest(
  context: Context,
  rule: RuleDefinition,
  { periods, simulated }: { readonly periods: number; readonly simulated: boolean },
): Promise<BackTest> {
  const { faults, measure } = await checkRule(context, context.db, rule);
  if (faults.length > 0 || !measure)
    return { ...untested, byLevel: [], lines: [], faults: shownFaults(faults) };
  const watched = watchedBy(rule, measure, simulated);
  const since = periodsBack(context, watched.grain, periods);
  const read = await readWatched(context, context.db, watched);
  const lines = read?.lines ?? [];
  if (lines.length > placesWithin(rule.detector, periods))
    throw new Problem(422, 'decision-support.too-much', texts.tooMuch);
  const from = judgedFrom(rule, watched.grain, since);
  const tested = await test(lines, watched, { judgedFrom: from, since, factor: measure.factor });
  const episodes = tested.flatMap((each) => each.episodes);
  const some = tested.filter((each) => each.episodes.length > 0 || tested.length === 1);
  return {
    faults: [],
    since,
    raised: episodes.length,
    byLevel: levels.map((level) => ({
      level,
      count: episodes.filter((each) => each.level === level).length,
    })),
    places: tested.length,
    unjudged: tested.filter(({ judged }) => judged.every(({ known }) => !known)).length,
    invented: await passesOver(context, watched, since),
    lines: some.slice(0, mostLines).map(lineOf),
  };
}

const raisedBy = (tested: readonly Tested[]): RaisedAt[] =>
  tested.flatMap(({ line, episodes }) =>
    episodes.map(({ begins, last }) => ({ placeKey: line.key, begins, last })),
  );

/** What people have found of a rule, in as many of the places last spoken of as one request can judge. */
async function experienceOf(
  context: Context,
  { code, detector }: RuleDefinition,
  tries: number,
): Promise<Experience> {
  const all = { judged: await listJudged(context.db, code), missed: await listMissed(context.db, code) };
  const spoken = [...new Set([...all.judged, ...all.missed].map(({ placeKey }) => placeKey))];
  const places = new Set(spoken.slice(0, placesWithin(detector, learnsFrom * tries)));
  const within = ({ placeKey }: { readonly placeKey: string }) => places.has(placeKey);
  return { judged: all.judged.filter(within), missed: all.missed.filter(within) };
}

/** Whether other limits would have served better in the places of which people found something. It is shown and never put in force by itself. */
export async function propose(context: Context, code: string): Promise<Proposed> {
  const row = await readRow(context, context.db, Rule, code);
  if (!row) throw notFound(texts.rule, code);
  const nothing = { rule: code, known: 0, since: null, present: null, proposal: null } as const;
  // Chances of cases are held against what came of them: there is nothing that people had to say.
  if (!watchesMeasure(row)) return nothing;
  const rule = definitionOf(row);
  const experience = await experienceOf(context, rule, movedAbout(rule.detector, 1).length + 1);
  const known = experience.judged.length + experience.missed.length;
  const read = await readWatched(context, context.db, {
    ...rule,
    by: rule.by,
    grain: row.grain,
    simulated: row.meta.simulated,
  });
  if (!read) return { ...nothing, known };
  const since = periodsBack(context, row.grain, learnsFrom);
  const over = { since, judgedFrom: judgedFrom(rule, row.grain, since), factor: read.measure.factor };
  const spoken = new Set([...experience.judged, ...experience.missed].map(({ placeKey }) => placeKey));
  const lines = read.lines.filter(({ key }) => spoken.has(key));
  const scored = async (detector: Detector) =>
    scoreOf(raisedBy(await test(lines, { detector, grain: row.grain }, over)), experience);
  const present = await scored(rule.detector);
  const spread = spreadOf(
    lines.flatMap(({ values }) => values.flatMap(({ value }) => (value === null ? [] : [value]))),
  );
  const others = [];
  for (const detector of movedAbout(rule.detector, spread))
    others.push({ detector, score: await scored(detector) });
  const proposal = better(present, others, experience);
  return { ...nothing, known, since, present, proposal: proposal ?? null };
}
