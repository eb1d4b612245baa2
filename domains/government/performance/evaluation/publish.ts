import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { readRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask } from '#platform/base/tasks';
import { dayAfter, nowOf, taskSource } from '../common.ts';
import { resultPublished } from '../events.ts';
import type { Cause } from '../names.ts';
import { Result, Scheme, Standing } from '../records.ts';
import { getManaged, type KnownScheme } from '../schemes/define.ts';
import { leavesOf } from '../shapes.ts';
import { findNewest, insertFacts, listJudged, listStandings, type JudgementFound } from '../store.ts';
import { texts } from '../texts.ts';
import { evaluate, type Judged } from './evaluate.ts';
import { evalueesOf, readMeasured, type Evaluee, type Measured } from './measured.ts';
import type { CardAdjustment, Outcome } from './outcome.ts';

/** The same scheme draws the same: a result can be made again by whoever doubts it. */
const seedOf = (code: string): number =>
  [...code].reduce((seed, letter) => (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7);

function judgedOf(found: readonly JudgementFound[]): Map<string, Map<string, Judged>> {
  const judged = new Map<string, Map<string, Judged>>();
  for (const { criterion, unit, kind, ...rest } of found) {
    if (kind !== 'evidence') continue;
    const own = judged.get(criterion) ?? new Map<string, Judged>();
    const { id, score, evidence, files, selfScore, reason } = rest;
    judged.set(criterion, own.set(unit, { id, score, evidence, files, selfScore, reason }));
  }
  return judged;
}

const adjustmentOf = (found: JudgementFound): CardAdjustment => ({
  code: found.criterion,
  kind: found.kind === 'bonus' ? 'bonus' : 'deduction',
  title: { zh: found.titleZh, en: found.titleEn },
  points: found.score ?? 0,
  reason: found.reason ?? '',
});

/** What the measures say, read before the transaction that publishes: from then on a scheme's definition stands. */
export interface Gathered {
  readonly units: readonly Evaluee[];
  readonly measured: ReadonlyMap<string, readonly Measured[]>;
}

/** @throws Problem 404 */
export async function gather(context: Context, code: string): Promise<Gathered> {
  const scheme = await readRow(context, context.db, Scheme, code);
  if (!scheme) throw notFound(texts.scheme, code);
  const units = await evalueesOf(context.db, scheme.definition.units);
  return { units, measured: await readMeasured(context, context.db, scheme.definition, units) };
}

/** The result as it would be published now. */
export async function outcomeOf(
  db: Db,
  scheme: KnownScheme,
  { units, measured }: Gathered,
): Promise<Outcome> {
  const { definition } = scheme;
  const found = await listJudged(db, definition.code);
  const points = found.filter(({ kind }) => kind !== 'evidence');
  return evaluate({
    scheme: definition,
    units,
    measured,
    judged: judgedOf(found),
    adjusted: new Map(
      units.map(({ code }) => [code, points.filter(({ unit }) => unit === code).map(adjustmentOf)]),
    ),
    simulated: scheme.meta.simulated,
    seed: seedOf(definition.code),
  });
}

/** @throws Problem 409 `performance.unscored` */
function requireScored({ units, groups }: KnownScheme['definition'], found: readonly JudgementFound[]): void {
  const wanted = units.length * leavesOf({ groups }).filter(({ kind }) => kind === 'evidence').length;
  const scored = found.filter(({ kind, score }) => kind === 'evidence' && score !== null).length;
  if (scored < wanted)
    throw new Problem(409, 'performance.unscored', fill(texts.unscored, { count: wanted - scored }));
}

export interface Publishing {
  readonly gathered: Gathered;
  readonly cause: Cause;
  readonly reason: string | null;
}

/** The earlier version stays readable and says that it is superseded. */
async function supersede(context: Context, tx: Db, result: string, simulated: boolean): Promise<void> {
  const how = { source: 'performance:superseded', basis: 'performance:manage', simulated };
  await writeRows(context, tx, Result, [{ id: result, state: 'superseded' }], how);
  const standings = await listStandings(tx, result);
  await writeRows(
    context,
    tx,
    Standing,
    standings.map((id) => ({ id, inForce: false })),
    how,
  );
}

/** What a new version is written with. */
interface Version {
  readonly scheme: KnownScheme;
  readonly number: number;
  readonly outcome: Outcome;
}

async function writeVersion(
  context: Context,
  tx: Db,
  { scheme, number, outcome }: Version,
  { cause, reason }: Publishing,
): Promise<string> {
  const { code, titleZh, titleEn, office, definition } = scheme;
  const { simulated } = outcome;
  const id = `${code}.${number}`;
  const at = nowOf(context);
  const until = await dayAfter(context, tx, definition.appealDays);
  const units = outcome.cards.length;
  const row = {
    id,
    titleZh,
    titleEn,
    scheme: code,
    number,
    state: 'in-force',
    cause,
    why: reason,
    office,
    units,
  };
  const how = { source: 'performance:published', basis: 'performance:manage', simulated };
  await writeRows(context, tx, Result, [{ ...row, publishedAt: at, appealBy: until }], how);
  await insertFacts(tx, id, outcome);
  const standings = outcome.cards.map(({ unit, total, place, placeLow, placeHigh }) => ({
    id: `${id}.${unit}`,
    result: id,
    scheme: code,
    unit,
    total,
    place,
    placeLow,
    placeHigh,
    inForce: true,
  }));
  await writeRows(context, tx, Standing, standings, how);
  await context.emit(tx, resultPublished, {
    key: id,
    payload: { result: id, scheme: code, number, cause, simulated },
  });
  return id;
}

/** Publishes a scheme's result as a new version, in a transaction that has the scheme in hand. @throws Problem 409 */
export async function publishIn(
  context: Context,
  tx: Db,
  scheme: KnownScheme,
  publishing: Publishing,
): Promise<string> {
  if (scheme.state === 'draft') throw new Problem(409, 'performance.not-collecting', texts.notCollecting);
  requireScored(scheme.definition, await listJudged(tx, scheme.code));
  const outcome = await outcomeOf(tx, scheme, publishing.gathered);
  const newest = await findNewest(tx, scheme.code);
  if (newest) await supersede(context, tx, newest.id, outcome.simulated);
  const id = await writeVersion(
    context,
    tx,
    { scheme, number: (newest?.number ?? 0) + 1, outcome },
    publishing,
  );
  const how = {
    source: 'performance:published',
    basis: 'performance:manage',
    simulated: scheme.meta.simulated,
  };
  await writeRows(context, tx, Scheme, [{ code: scheme.code, state: 'published' }], how);
  for (const unit of scheme.definition.units)
    await closeTask(context, tx, taskSource('evidence', `${scheme.code}.${unit}`), {
      outcome: texts.publishedOutcome,
      status: 'dropped',
    });
  return id;
}

/**
 * Publishes for the first time, or anew after a correction of values, which has to be said.
 * @throws Problem 404, 403 `performance.not-office`, 409 `performance.unscored`, `performance.not-collecting`, 422
 *   `performance.reason-needed`
 */
export async function publish(context: Context, code: string, reason: string | undefined): Promise<string> {
  const gathered = await gather(context, code);
  return context.transaction(async (tx) => {
    const scheme = await getManaged(context, tx, code);
    const again = scheme.state === 'published';
    if (again && reason === undefined)
      throw new Problem(422, 'performance.reason-needed', texts.reasonNeeded);
    return publishIn(context, tx, scheme, {
      gathered,
      cause: again ? 'corrected' : 'first',
      reason: reason ?? null,
    });
  });
}
