import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import { closeTask, updateTask } from '#platform/base/tasks';
import { mayAnswer, nowOf, taskSource } from '../common.ts';
import { tieFiles } from '../files.ts';
import { Judgement, Scheme } from '../records.ts';
import { getManaged, requireOffice } from '../schemes/define.ts';
import type { Evidence } from '../shapes.ts';
import { countWaiting, sumAdjusted } from '../store.ts';
import { texts } from '../texts.ts';

type KnownJudgement = Row<typeof Judgement>;

/** @throws Problem 404 */
async function getSeen(context: Context, tx: Db, id: string): Promise<KnownJudgement> {
  const found = await lockRow(context, tx, Judgement, id, 'performance:read');
  if (!found) throw notFound(texts.judgement, id);
  return found;
}

/** @throws Problem 409 `performance.not-collecting` */
async function requireCollecting(context: Context, tx: Db, code: string): Promise<void> {
  const scheme = await readRow(context, tx, Scheme, code);
  if (scheme?.state !== 'collecting')
    throw new Problem(409, 'performance.not-collecting', texts.notCollecting);
}

/** The unit's one task is about all that it still has to show. */
async function followTask(context: Context, tx: Db, { scheme, unit }: KnownJudgement): Promise<void> {
  const left = await countWaiting(tx, scheme, unit);
  const source = taskSource('evidence', `${scheme}.${unit}`);
  if (left > 0) await updateTask(context, tx, source, { count: left });
  else await closeTask(context, tx, source, { outcome: texts.handedIn });
}

/**
 * The unit hands in what it has to show, and what it thinks of it; again as long as it is not scored.
 * @throws Problem 404, 403 `performance.not-unit`, 409 `performance.not-collecting`, `performance.scored`, 422 as `tieFiles`
 */
export const submitEvidence = (
  context: Context,
  id: string,
  said: Evidence & { readonly selfScore: number },
): Promise<void> =>
  context.transaction(async (tx) => {
    const judgement = await getSeen(context, tx, id);
    if (!mayAnswer(context, judgement.unit)) throw new Problem(403, 'performance.not-unit', texts.notUnit);
    await requireCollecting(context, tx, judgement.scheme);
    if (judgement.kind !== 'evidence' || judgement.state === 'scored')
      throw new Problem(409, 'performance.scored', texts.scored);
    const { evidence, selfScore, attachments } = said;
    const row = {
      id,
      evidence,
      selfScore,
      ...(attachments && {
        files: await tieFiles(context, tx, { record: 'judgement', key: id }, attachments),
      }),
      state: 'submitted',
      submittedBy: context.actor.id,
      submittedAt: nowOf(context),
    };
    const { simulated } = judgement.meta;
    const how = { source: 'performance:submitted', basis: 'performance:answer', simulated };
    await writeRows(context, tx, Judgement, [row], how);
    await followTask(context, tx, judgement);
  });

/**
 * The office scores what a unit has shown, or the lack of it. Before publication a score can be mended; the earlier is in its
 * history.
 * @throws Problem 404, 403 `performance.not-office`, 409 `performance.not-collecting`
 */
export const scoreJudgement = (
  context: Context,
  id: string,
  said: { readonly score: number; readonly reason: string },
): Promise<void> =>
  context.transaction(async (tx) => {
    const judgement = await getSeen(context, tx, id);
    requireOffice(context, judgement.office);
    if (judgement.kind !== 'evidence') throw new Problem(409, 'performance.scored', texts.scored);
    await requireCollecting(context, tx, judgement.scheme);
    const { score, reason: why } = said;
    const row = { id, score, why, state: 'scored', scoredBy: context.actor.id, scoredAt: nowOf(context) };
    const { simulated } = judgement.meta;
    const how = { source: 'performance:scored', basis: 'performance:manage', simulated };
    await writeRows(context, tx, Judgement, [row], how);
    await followTask(context, tx, judgement);
  });

/**
 * Points added or taken off, each with its reason.
 * @throws Problem 404, 403 `performance.not-office`, 409 `performance.not-collecting`, 422 `performance.adjustment-unknown`,
 *   `performance.too-many-points`
 */
export const adjust = (
  context: Context,
  code: string,
  said: {
    readonly unit: string;
    readonly adjustment: string;
    readonly points: number;
    readonly reason: string;
  },
): Promise<string> =>
  context.transaction(async (tx) => {
    const scheme = await getManaged(context, tx, code);
    await requireCollecting(context, tx, code);
    const declared = scheme.definition.adjustments.find((each) => each.code === said.adjustment);
    if (!declared || !scheme.definition.units.includes(said.unit))
      throw new Problem(422, 'performance.adjustment-unknown', texts.adjustmentUnknown);
    const { unit, points, reason } = said;
    const standing = await sumAdjusted(tx, { scheme: code, unit, criterion: declared.code });
    if (standing.points + points > declared.most)
      throw new Problem(422, 'performance.too-many-points', texts.tooManyPoints);
    const id = `${code}.${unit}.${declared.code}.${standing.count + 1}`;
    const row = {
      id,
      titleZh: declared.title.zh,
      titleEn: declared.title.en,
      scheme: code,
      unit,
      office: scheme.office,
      kind: declared.kind,
      criterion: declared.code,
      state: 'scored',
      score: declared.kind === 'bonus' ? points : -points,
      why: reason,
      scoredBy: context.actor.id,
      scoredAt: nowOf(context),
    };
    const { simulated } = scheme.meta;
    const how = { source: 'performance:adjusted', basis: 'performance:manage', simulated };
    await writeRows(context, tx, Judgement, [row], how);
    return id;
  });
