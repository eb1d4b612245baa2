import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { linkOf, mayAnswer, nowOf, taskSource } from '../common.ts';
import { tieFiles } from '../files.ts';
import { gather, publishIn } from '../evaluation/publish.ts';
import type { Card } from '../evaluation/outcome.ts';
import { Judgement, Result } from '../records.ts';
import { getManaged, requireOffice } from '../schemes/define.ts';
import type { Evidence } from '../shapes.ts';
import { findFacts, listJudged } from '../store.ts';
import { texts } from '../texts.ts';
import { Appeal } from './record.ts';

type KnownAppeal = Row<typeof Appeal>;

/** A unit may appeal while the result stands and its days are not over. */
export const mayAppeal = (context: Context, result: Row<typeof Result>, unit: string): boolean =>
  result.state === 'in-force' && nowOf(context) <= result.appealBy && mayAnswer(context, unit);

/** @throws Problem 404, 403 `performance.not-unit`, 409 `performance.appeal-over` */
async function getAppealable(context: Context, tx: Db, { id, unit }: Filed) {
  const result = await lockRow(context, tx, Result, id, 'performance:read');
  if (!result) throw notFound(texts.result, id);
  if (!mayAnswer(context, unit)) throw new Problem(403, 'performance.not-unit', texts.notUnit);
  if (!mayAppeal(context, result, unit)) throw new Problem(409, 'performance.appeal-over', texts.appealOver);
  return result;
}

/** The criterion or the points that are appealed against. @throws Problem 404, 422 `performance.criterion-unknown` */
function titleIn(card: Card | undefined, unit: string, criterion: string) {
  if (!card) throw notFound(texts.unit, unit);
  const found = [...card.leaves, ...card.adjustments].find(({ code }) => code === criterion);
  if (!found) throw new Problem(422, 'performance.criterion-unknown', texts.criterionUnknown);
  return found.title;
}

export interface Filed extends Evidence {
  readonly id: string;
  readonly unit: string;
  readonly criterion: string;
  readonly claim: string;
}

/** @throws Problem 422 as `tieFiles` */
const filesWith = async (context: Context, tx: Db, id: string, { attachments }: Evidence) =>
  attachments && { files: await tieFiles(context, tx, { record: 'appeal', key: id }, attachments) };

/**
 * A unit appeals against one criterion of its result; the office has a task with its clock.
 * @throws Problem 404, 403 `performance.not-unit`, 409 `performance.appeal-over`, `performance.appealed`, 422
 *   `performance.criterion-unknown`, as `tieFiles`
 */
export const fileAppeal = (context: Context, filed: Filed): Promise<string> =>
  context.transaction(async (tx) => {
    const result = await getAppealable(context, tx, filed);
    const { id: against, unit, criterion, claim, evidence } = filed;
    const card = (await findFacts(tx, against))?.cards.find((each) => each.unit === unit);
    const title = titleIn(card, unit, criterion);
    const id = `${against}.${unit}.${criterion}`;
    if (await readRow(context, tx, Appeal, id))
      throw new Problem(409, 'performance.appealed', texts.appealed);
    const { scheme, office } = result;
    const row = {
      id,
      titleZh: title.zh,
      titleEn: title.en,
      result: against,
      scheme,
      unit,
      office,
      criterion,
      state: 'filed',
      claim,
      evidence,
      ...(await filesWith(context, tx, id, filed)),
      filedBy: context.actor.id,
      filedAt: nowOf(context),
    };
    const { simulated } = result.meta;
    const how = { source: 'performance:appealed', basis: 'performance:answer', simulated };
    await writeRows(context, tx, Appeal, [row], how);
    await openTask(context, tx, {
      kind: 'performance.appeal',
      title: fill(texts.appealTask, { title }),
      owner: office,
      source: taskSource('appeal', id),
      link: linkOf(`appeals/${encodeURIComponent(id)}`),
      simulated,
    });
    return id;
  });

/** @throws Problem 404 */
async function getSeen(context: Context, tx: Db, id: string): Promise<KnownAppeal> {
  const appeal = await lockRow(context, tx, Appeal, id, 'performance:read');
  if (!appeal) throw notFound(texts.appeal, id);
  return appeal;
}

/**
 * The unit says what it shows anew while its appeal is open; what it showed before is in the history.
 * @throws Problem 404, 403 `performance.not-unit`, 409 `performance.decided`, 422 as `tieFiles`
 */
export const showMore = (context: Context, id: string, shown: Evidence): Promise<void> =>
  context.transaction(async (tx) => {
    const { unit, state, meta } = await getSeen(context, tx, id);
    if (!mayAnswer(context, unit)) throw new Problem(403, 'performance.not-unit', texts.notUnit);
    if (state !== 'filed') throw new Problem(409, 'performance.decided', texts.decided);
    const row = { id, evidence: shown.evidence, ...(await filesWith(context, tx, id, shown)) };
    const how = { source: 'performance:appealed', basis: 'performance:answer', simulated: meta.simulated };
    await writeRows(context, tx, Appeal, [row], how);
  });

export interface Decided {
  readonly upheld: boolean;
  readonly why: string;
  /** New score of evidence, or new points (without their sign) of what was added or taken off; none for a measure. */
  readonly score?: number | undefined;
}

/** @throws Problem 422 `performance.score-needed`, `performance.score-not-wanted` */
async function mend(
  context: Context,
  tx: Db,
  { scheme, unit, criterion, meta }: KnownAppeal,
  { why, score }: Decided,
) {
  const judged = (await listJudged(tx, scheme)).filter(
    (each) => each.unit === unit && each.criterion === criterion,
  );
  const wanted = judged.length > 0;
  if (wanted && score === undefined) throw new Problem(422, 'performance.score-needed', texts.scoreNeeded);
  if (!wanted && score !== undefined)
    throw new Problem(422, 'performance.score-not-wanted', texts.scoreNotWanted);
  const rows = judged.map(({ id, kind }, at) => {
    const points = at === 0 ? (score ?? 0) : 0;
    return {
      id,
      score: kind === 'deduction' ? -points : points,
      why,
      scoredBy: context.actor.id,
      scoredAt: nowOf(context),
    };
  });
  const how = { source: 'performance:appealed', basis: 'performance:manage', simulated: meta.simulated };
  await writeRows(context, tx, Judgement, rows, how);
}

/**
 * The office decides. Upheld, the score is mended and a new version of the result is published; the earlier stays. Of a measure
 * nothing is mended here: the new version counts what the source says now.
 * @throws Problem 404, 403 `performance.not-office`, 409 `performance.decided`, 422 as `mend`
 */
export async function decideAppeal(context: Context, id: string, decided: Decided): Promise<string | null> {
  const known = await readRow(context, context.db, Appeal, id);
  if (!known) throw notFound(texts.appeal, id);
  const gathered = await gather(context, known.scheme);
  return context.transaction(async (tx) => {
    const appeal = await getSeen(context, tx, id);
    requireOffice(context, appeal.office);
    if (appeal.state !== 'filed') throw new Problem(409, 'performance.decided', texts.decided);
    const { upheld, why } = decided;
    let newResult: string | null = null;
    if (upheld) {
      const scheme = await getManaged(context, tx, appeal.scheme);
      await mend(context, tx, appeal, decided);
      newResult = await publishIn(context, tx, scheme, { gathered, cause: 'appeal', reason: why });
    }
    const row = {
      id,
      state: upheld ? 'upheld' : 'rejected',
      why,
      decidedBy: context.actor.id,
      decidedAt: nowOf(context),
      newResult,
    };
    const how = {
      source: 'performance:decided',
      basis: 'performance:manage',
      simulated: appeal.meta.simulated,
    };
    await writeRows(context, tx, Appeal, [row], how);
    await closeTask(context, tx, taskSource('appeal', id), {
      outcome: upheld ? texts.upheld : texts.rejected,
    });
    return newResult;
  });
}
