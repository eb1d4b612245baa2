import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { deadline } from '#engines/working-days';
import { cityCalendar, closeTask, openTask } from '#platform/base/tasks';
import { visitSource } from './drawing.ts';
import { outcomePublished } from './events.ts';
import { getKind } from './kinds.ts';
import { Visit } from './records.ts';
import type { Reckoned } from './rules.ts';
import type { Finding } from './shapes.ts';
import { texts } from './texts.ts';
import { lockOwn, reckonVisit } from './visiting.ts';
import { photosOf, type VisitRow } from './visit-store.ts';

const refuse = (code: string, text: Text, count?: number): Problem =>
  new Problem(409, `inspections.${code}`, count === undefined ? text : fill(text, { count }));

export const mendSource = (key: string) => ({ module: 'inspections', record: 'mending', key });

async function requireWhole(tx: Db, { id }: VisitRow, record: Reckoned): Promise<void> {
  const { missing, conflicts, done, photos } = record;
  if (conflicts.length > 0) throw refuse('conflicts', texts.conflicts, conflicts.length);
  if (missing.length > 0) throw refuse('unfinished', texts.unfinished, missing.length);
  if (!done) throw refuse('not-done', texts.notDone);
  const arrived = await photosOf(tx, id);
  const absent = photos.filter(({ sha256 }) => !arrived.has(sha256)).length;
  if (absent > 0) throw refuse('photos-missing', texts.photosMissing, absent);
}

/** Orders to mend what is open, within the working days of the kind. @returns until when */
async function orderToMend(context: Context, tx: Db, visit: VisitRow, open: number): Promise<string | null> {
  const { mendWorkingDays } = getKind(context, visit.kind);
  const clock = { unit: 'working-days', amount: mendWorkingDays } as const;
  await openTask(context, tx, {
    kind: 'inspections.recheck',
    title: fill(texts.recheckTask, { object: visit.objectName, count: open }),
    owner: visit.organisation,
    assignee: context.actor.id,
    source: mendSource(visit.id),
    link: `/inspections/visits/${visit.id}`,
    clock,
    count: open,
    simulated: visit.simulated,
  });
  return deadline(await cityCalendar(tx), context.clock.now().toISOString(), clock).at;
}

interface Outcome {
  readonly score: number;
  readonly grade: string;
  readonly state: 'mending' | 'closed';
}

async function publish(context: Context, tx: Db, visit: VisitRow, outcome: Outcome): Promise<void> {
  const { id, kind, object, simulated } = visit;
  const { score, grade, state } = outcome;
  const payload = { visit: id, kind, object, simulated, score, grade, state };
  await context.emit(tx, outcomePublished, { key: object, payload });
  await context.ledger(tx, {
    action: 'decide',
    resource: 'inspections.visit',
    basis: 'inspections:visit',
    subjects: [object],
    detail: { visit: id, score, grade, state },
  });
}

/** Concludes a finished record: score and grade are published, and what was found is ordered to be mended. */
export const conclude = (
  context: Context,
  id: string,
): Promise<{ score: number; grade: string; findings: number }> =>
  context.transaction(async (tx) => {
    const visit = await lockOwn(context, tx, id);
    if (visit.grade !== null) throw refuse('concluded-already', texts.concludedAlready);
    const record = await reckonVisit(tx, visit);
    await requireWhole(tx, visit, record);
    const now = context.clock.now();
    const findings = record.wrong.map(({ id: item, text, note, critical }): Finding => ({
      item,
      text,
      note,
      critical,
      mended: false,
      mendedOn: null,
    }));
    const open = findings.length;
    const state = open > 0 ? 'mending' : 'closed';
    const mendBy = open > 0 ? await orderToMend(context, tx, visit, open) : null;
    const { score } = record;
    const grade = getKind(context, visit.kind).grade(record);
    const at = now.toISOString();
    const told = {
      id,
      state,
      score,
      grade,
      findings,
      mendBy,
      round: open > 0 ? 1 : 0,
      visitedOn: dayOf(context, now),
    };
    const ends = { concludedAt: at, ...(open > 0 ? {} : { closedAt: at }) };
    await writeRows(context, tx, Visit, [{ ...told, ...ends }], { source: 'conclude' });
    await closeTask(context, tx, visitSource(id), { outcome: texts.concluded });
    await publish(context, tx, visit, { score, grade, state });
    return { score, grade, findings: open };
  });

interface Rechecked {
  readonly item: string;
  readonly mended: boolean;
  readonly note?: string | undefined;
}

/** Goes through the open findings again: all mended closes the visit, else the order to mend is made anew. */
export const recheck = (
  context: Context,
  id: string,
  said: readonly Rechecked[],
): Promise<{ state: 'mending' | 'closed' }> =>
  context.transaction(async (tx) => {
    const visit = await lockOwn(context, tx, id);
    if (visit.state !== 'mending') throw refuse('not-rectifying', texts.notRectifying);
    const byItem = new Map(said.map((each) => [each.item, each]));
    const before = visit.findings ?? [];
    const answered = before.every(({ item, mended }) => mended || byItem.has(item));
    if (!answered) throw new Problem(422, 'inspections.recheck-incomplete', texts.recheckIncomplete);
    const now = context.clock.now();
    const findings = before.map((finding): Finding => {
      const now_ = byItem.get(finding.item);
      if (finding.mended || !now_) return finding;
      const { mended, note = finding.note } = now_;
      return { ...finding, note, mended, mendedOn: mended ? dayOf(context, now) : null };
    });
    const open = findings.filter(({ mended }) => !mended).length;
    const state = open > 0 ? 'mending' : 'closed';
    await closeTask(context, tx, mendSource(id), { outcome: open > 0 ? texts.notMended : texts.mended });
    const next =
      open > 0
        ? { mendBy: await orderToMend(context, tx, visit, open), round: visit.round + 1 }
        : { closedAt: now.toISOString() };
    await writeRows(context, tx, Visit, [{ id, state, findings, ...next }], { source: 'recheck' });
    await publish(context, tx, visit, { score: visit.score ?? 0, grade: visit.grade ?? '', state });
    return { state };
  });
