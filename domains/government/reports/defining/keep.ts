import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { readRow, withdrawGone, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { Draft, Report } from '../records.ts';
import type { ReportDefinition } from '../shapes.ts';
import { listPublished, mayCompose } from '../store.ts';
import { texts } from '../texts.ts';
import { shownFaults, type Fault } from './faults.ts';
import { faultsNow, mayActFor } from './known.ts';

type DraftRow = Row<typeof Draft>;
const source = 'console';

function refuse(faults: readonly Fault[]): void {
  const [first] = faults;
  if (!first) return;
  throw new Problem(
    422,
    'reports.report-refused',
    fill(texts.refused, { count: faults.length, first: first.message }),
    { errors: shownFaults(faults) },
  );
}

const named = ({ code, title, owner, audience, grain }: ReportDefinition) => ({
  code,
  titleZh: title.zh,
  titleEn: title.en,
  owner,
  audience,
  grain,
});

/** A draft of one's own scope. @throws Problem 404 `request.not-found` */
async function getDraft(context: Context, tx: Db, code: string): Promise<DraftRow> {
  const row = await readRow(context, tx, Draft, code);
  if (!row || !(await mayCompose(context, tx, code))) throw notFound(texts.report, code);
  return row;
}

const refuseOther = (row: DraftRow | undefined, revision: number | null): void =>
  refuseIf((row?.meta.revision ?? null) !== revision, 'reports.revision-differs', texts.revisionDiffers);

export interface Saving {
  readonly definition: ReportDefinition;
  /** As it was when it was opened; null for a new one. */
  readonly revision: number | null;
  /** Invented, for a simulated city. */
  readonly simulated?: boolean;
}

/**
 * Keeps a report in the making.
 * @returns its revision
 * @throws Problem 422 `reports.report-refused` with the place of each fault, 409 `reports.revision-differs`, 404
 */
export async function saveDraft(
  context: Context,
  { definition, revision, simulated = false }: Saving,
): Promise<number> {
  const { code } = definition;
  refuse(await faultsNow(context, definition));
  return context.transaction(async (tx) => {
    await oneAtATime(tx, `reports.draft:${code}`);
    const known = await readRow(context, tx, Draft, code);
    // A code that another unit has is taken, whoever may see it.
    refuseIf(known !== undefined && revision === null, 'reports.code-taken', texts.codeTaken, { code });
    const before = known && (await getDraft(context, tx, code));
    refuseOther(before, revision);
    const state = before === undefined || before.state === 'new' ? 'new' : 'changed';
    const row = { ...named(definition), state, definition };
    await writeRows(context, tx, Draft, [row], { source, basis: 'reports:compose', simulated });
    return (await getDraft(context, tx, code)).meta.revision;
  });
}

const refusePublishing = (context: Context, { owner }: DraftRow): void => {
  if (!mayActFor(context, 'reports:publish', owner))
    throw new Problem(403, 'reports.may-not-publish', texts.mayNotPublish);
};

/**
 * Puts a report as it was saved before its readers.
 * @throws Problem 403 `reports.may-not-publish`, 409 `reports.revision-differs` `reports.empty`, 422, 404
 */
export async function publishReport(context: Context, code: string, revision: number): Promise<void> {
  const seen = await getDraft(context, context.db, code);
  refusePublishing(context, seen);
  refuseIf(seen.definition.blocks.length === 0, 'reports.empty', texts.empty);
  refuse(await faultsNow(context, seen.definition));
  await context.transaction(async (tx) => {
    await oneAtATime(tx, `reports.draft:${code}`);
    const draft = await getDraft(context, tx, code);
    refuseOther(draft, revision);
    const { definition, meta } = draft;
    const how = { source, basis: 'reports:publish', simulated: meta.simulated };
    const row = {
      ...named(definition),
      readers: definition.readers,
      scheduled: definition.schedule !== undefined,
      draftRevision: meta.revision,
      publishedAt: context.clock.now().toISOString(),
      publishedBy: context.actor.id,
      definition,
    };
    await writeRows(context, tx, Report, [row], how);
    await writeRows(context, tx, Draft, [{ code, state: 'published' }], how);
  });
}

/** Its issues stay. @throws Problem 403 `reports.may-not-publish`, 404 */
export const retireReport = (context: Context, code: string, reason: string): Promise<void> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, `reports.draft:${code}`);
    refusePublishing(context, await getDraft(context, tx, code));
    const keep = (await listPublished(tx)).map((each) => each.code).filter((each) => each !== code);
    await withdrawGone(context, tx, Report, { source, keep, reason });
    const how = { source, basis: 'reports:publish' };
    await writeRows(context, tx, Draft, [{ code, state: 'retired' }], how);
  });
