import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Upload } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { attachTo, takeIn } from '#platform/base/documents';
import { findChecklist } from './plan-store.ts';
import { Visit } from './records.ts';
import { editProblem, reckon, type Reckoned } from './rules.ts';
import type { Checklist } from './shapes.ts';
import { photoKind } from './kinds.ts';
import { admit, merge, type Edit, type SyncAnswer, type SyncRequest } from './sync.ts';
import { texts } from './texts.ts';
import * as store from './visit-store.ts';

/** A visit that the actor was drawn for, locked. @throws Problem 404, 403 `inspections.not-drawn` */
export async function lockOwn(context: Context, tx: Db, id: string): Promise<store.VisitRow> {
  const visit = await store.findVisit(tx, id, true);
  if (!visit) throw notFound(texts.visitOf, id);
  if (!(await store.isOfTeam(tx, context.actor.id, visit.team)))
    throw new Problem(403, 'inspections.not-drawn', texts.notDrawn);
  return visit;
}

/** A visit that the actor may read. @throws Problem 404 */
export async function getReadable(context: Context, id: string): Promise<store.VisitRow> {
  const visit = await store.findVisit(context.db, id);
  const scope = scopeOf(context.actor, 'inspections:read');
  if (!visit || (scope !== 'city' && visit.organisation !== context.actor.organisation))
    throw notFound(texts.visitOf, id);
  return visit;
}

export async function checklistOf(db: Db, visit: store.VisitRow): Promise<Checklist> {
  const found = await findChecklist(db, visit.checklist, visit.checklistVersion);
  if (!found) throw new Error(`visit ${visit.id}: its checklist is missing`);
  return found;
}

/** What the log of a visit comes to. */
export const reckonVisit = async (db: Db, visit: store.VisitRow): Promise<Reckoned> =>
  reckon(await checklistOf(db, visit), merge(await store.editsOf(db, visit.id)));

const isConcluded = ({ state }: store.VisitRow): boolean => state === 'mending' || state === 'closed';

/**
 * Takes edits of a phone into the log, each once, and tells what the phone does not know.
 * What comes after the conclusion is refused edit by edit, so that the phone can say so.
 */
export const sync = (context: Context, id: string, request: SyncRequest): Promise<SyncAnswer> =>
  context.transaction(async (tx) => {
    const visit = await lockOwn(context, tx, id);
    const checklist = await checklistOf(tx, visit);
    const had = await store.editsWithIds(
      tx,
      request.edits.map((each) => each.id),
    );
    const present = new Map(had.map(({ visit: of, body }) => [body.id, of === id ? body : elsewhere(body)]));
    const refuse = (edit: Edit) =>
      isConcluded(visit) ? 'inspections.concluded-already' : editProblem(checklist, edit);
    const { added, taken, refused } = admit(present, request.edits, refuse);
    const behind = await store.lastPlace(tx, id);
    const at = context.clock.now().toISOString();
    await store.insertEdits(tx, added, { visit: id, behind, by: context.actor.id, at });
    if (added.length > 0 && visit.state === 'assigned' && (await reckonVisit(tx, visit)).done)
      await writeRows(context, tx, Visit, [{ id, state: 'recorded' }], { source: 'phone' });
    const after = Math.min(request.after, behind + added.length);
    const edits = await store.editsOf(tx, id, after);
    return { from: after, upTo: behind + added.length, edits, taken: [...taken], refused: [...refused] };
  });

/** An edit of another visit is not this one's, whatever it says. */
const elsewhere = (edit: Edit): Edit => ({ ...edit, field: `elsewhere.${edit.field}` });

/** Takes a photo in, once. @throws Problem 422 `inspections.wrong-digest`, and what `takeIn` refuses */
export async function takePhoto(
  context: Context,
  id: string,
  asked: { readonly filename: string; readonly sha256: string },
  upload: Upload,
): Promise<void> {
  await context.transaction((tx) => lockOwn(context, tx, id));
  const row = await takeIn(context, { kind: photoKind.code, filename: asked.filename }, upload);
  if (row.file !== asked.sha256) throw new Problem(422, 'inspections.wrong-digest', texts.wrongDigest);
  await context.transaction(async (tx) => {
    await lockOwn(context, tx, id);
    const photo = { visit: id, sha256: asked.sha256, attachment: row.id };
    if (await store.insertPhoto(tx, photo))
      await attachTo(context, tx, [row.id], { module: 'inspections', record: 'visit', key: id });
  });
}
