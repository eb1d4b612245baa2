import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { copyTask, updateTask } from '#platform/base/tasks';
import { mendSource } from './concluding.ts';
import { visitSource } from './drawing.ts';
import * as store from './plan-store.ts';
import { Visit } from './records.ts';
import { drawReplacements, free, seedOf, type Replaced } from './rules.ts';
import { texts } from './texts.ts';
import { findVisit, type VisitRow } from './visit-store.ts';

/** A visit of the actor's organisation that has not ended, locked. @throws Problem 404, 409 `inspections.closed` */
async function lockOpen(context: Context, tx: Db, id: string): Promise<VisitRow> {
  const visit = await findVisit(tx, id, true);
  const scope = scopeOf(context.actor, 'inspections:plan');
  if (!visit || (scope !== 'city' && visit.organisation !== context.actor.organisation))
    throw notFound(texts.visitOf, id);
  if (visit.state === 'closed') throw new Problem(409, 'inspections.closed', texts.visitClosed);
  return visit;
}

/** Draws for those who are gone, from who is there and has no conflict; kept with the draw, for anybody to repeat. */
async function drawFor(
  tx: Db,
  { plan, kind, object, organisation, team }: VisitRow,
  {
    at,
    gone,
    standing,
  }: { readonly at: string; readonly gone: readonly string[]; readonly standing: readonly string[] },
): Promise<Replaced> {
  const drawn = await store.findDraw(tx, plan);
  if (!drawn) throw new Error(`plan ${plan}: its draw is missing`);
  const { conflicts } = await store.findPool(tx, organisation, kind);
  const inspectors = standing.filter((code) => !team.includes(code));
  const candidates = free({ ...drawn.pools, inspectors, conflicts }, object);
  const seed = await seedOf(drawn.secret, drawn.digest, drawn.word ?? '');
  const came = await drawReplacements(seed, { object, gone, candidates });
  if (came.length < gone.length)
    throw new Problem(422, 'inspections.nobody-left', fill(texts.nobodyLeft, { count: gone.length }));
  const replaced: Replaced = { at, gone, came };
  const result = drawn.result.map((each) =>
    each.object === object ? { ...each, replaced: [...(each.replaced ?? []), replaced] } : each,
  );
  await store.saveResult(tx, plan, result);
  return replaced;
}

/**
 * Draws others for the members of a team who are off duty, have left or have no account any more. Who is there stays:
 * nobody looks for a team that suits.
 * @throws Problem 404; 409 `inspections.closed`, `inspections.team-there`; 422 `inspections.nobody-left`
 */
export const replaceGone = (context: Context, id: string, reason: string): Promise<{ team: string[] }> =>
  context.transaction(async (tx) => {
    const visit = await lockOpen(context, tx, id);
    const standing = await store.findStanding(tx, visit.organisation);
    const gone = visit.team.filter((code) => !standing.has(code));
    if (gone.length === 0) throw new Problem(409, 'inspections.team-there', texts.teamThere);
    const at = context.clock.now().toISOString();
    const { came } = await drawFor(tx, visit, { at, gone, standing: [...standing.keys()] });
    const team = [...visit.team.filter((code) => standing.has(code)), ...came];
    await writeRows(context, tx, Visit, [{ id, team }], { source: 'redraw' });
    const [first, ...others] = team.flatMap((code) => standing.get(code) ?? []);
    for (const source of [visitSource(id), mendSource(id)]) {
      if (first !== undefined) await updateTask(context, tx, source, { assignee: first });
      for (const reader of others) await copyTask(context, tx, source, { kind: 'person', reader });
    }
    await context.ledger(tx, {
      action: 'decide',
      resource: 'inspections.visit',
      basis: 'inspections:plan',
      subjects: [visit.object],
      detail: { visit: id, done: 'redrawn', gone, came, reason },
    });
    return { team };
  });
