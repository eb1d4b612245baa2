import { randomBytes, randomUUID } from 'node:crypto';
import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Permission } from '#kernel/operation';
import { notFound, Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, copyTask, openTask } from '#platform/base/tasks';
import type { Draw } from './contract.ts';
import { getKind, type InspectionKind } from './kinds.ts';
import * as store from './plan-store.ts';
import { Plan, Visit } from './records.ts';
import { draw, free, poolsDigest, seedOf, sha256, type Drawn } from './rules.ts';
import type { Checklist, Pools } from './shapes.ts';
import { texts } from './texts.ts';

const drawSource = (key: string) => ({ module: 'inspections', record: 'plan', key });
export const visitSource = (key: string) => ({ module: 'inspections', record: 'visit', key });

async function lockPlan(context: Context, tx: Db, code: string, right: Permission): Promise<store.PlanRow> {
  const plan = await store.findPlan(tx, code, true);
  const scope = scopeOf(context.actor, right);
  if (!plan || (scope !== 'city' && plan.organisation !== context.actor.organisation))
    throw notFound(texts.planOf, code);
  return plan;
}

function requireEnough(pools: Pools): void {
  const { objects, wanted, team } = pools;
  if (objects.length < wanted)
    throw new Problem(
      422,
      'inspections.too-few-objects',
      fill(texts.tooFewObjects, { have: objects.length, wanted }),
    );
  const short = objects.find((object) => free(pools, object).length < team);
  if (short !== undefined)
    throw new Problem(
      422,
      'inspections.too-few-inspectors',
      fill(texts.tooFewInspectors, { object: short, team }),
    );
}

async function lastChecklist(db: Db, { checklist }: InspectionKind): Promise<Checklist> {
  const found = await store.findChecklist(db, checklist);
  if (!found) throw new Problem(422, 'inspections.no-checklist', fill(texts.noChecklist, { checklist }));
  return found;
}

/**
 * Seals who and what may be drawn, and commits to a secret by its digest: from here on neither can be changed.
 * @throws Problem 404, 409 `inspections.sealed-already`, 422 when the pools are too small
 */
export async function seal(context: Context, code: string): Promise<{ commitment: string; digest: string }> {
  return context.transaction(async (tx) => {
    const plan = await lockPlan(context, tx, code, 'inspections:plan');
    if (plan.state !== 'planned') throw new Problem(409, 'inspections.sealed-already', texts.sealedAlready);
    const kind = getKind(context, plan.kind);
    await lastChecklist(tx, kind);
    const objects = (await kind.objects({ ...context, db: tx })).map(({ key }) => key).toSorted();
    const { wanted, team } = plan;
    const pools: Pools = {
      objects,
      ...(await store.findPool(tx, plan.organisation, plan.kind)),
      wanted,
      team,
    };
    requireEnough(pools);
    const secret = randomBytes(32).toString('hex');
    const [commitment, digest] = await Promise.all([sha256(secret), poolsDigest(pools)]);
    const sealing = { plan: code, pools, digest, commitment, secret, sealedBy: context.actor.id };
    await store.insertDraw(tx, { ...sealing, sealedAt: context.clock.now().toISOString() });
    await writeRows(context, tx, Plan, [{ code, state: 'sealed' }], { source: 'seal' });
    await openTask(context, tx, {
      kind: 'inspections.draw',
      title: fill(texts.drawTask, { title: plan.title }),
      owner: plan.organisation,
      source: drawSource(code),
      link: `/inspections/plans/${code}`,
      simulated: plan.simulated,
    });
    return { commitment, digest };
  });
}

/**
 * Draws by the sealed secret and the witness's word, and sends each team to its object.
 * @throws Problem 404, 403 `inspections.same-hand`, 409 `inspections.not-sealed`, `inspections.drawn-already`
 */
export async function openDraw(context: Context, code: string, word: string): Promise<Draw> {
  await context.transaction(async (tx) => {
    const plan = await lockPlan(context, tx, code, 'inspections:witness');
    const sealed = await store.findDraw(tx, code);
    if (!sealed) throw new Problem(409, 'inspections.not-sealed', texts.notSealed);
    if (sealed.drawnAt !== null) throw new Problem(409, 'inspections.drawn-already', texts.drawnAlready);
    if (sealed.sealedBy === context.actor.id) throw new Problem(403, 'inspections.same-hand', texts.sameHand);
    const result = await draw(await seedOf(sealed.secret, sealed.digest, word), sealed.pools);
    const drawnAt = context.clock.now().toISOString();
    await store.saveDraw(tx, { plan: code, word, result, drawnAt, drawnBy: context.actor.id });
    await writeRows(context, tx, Plan, [{ code, state: 'drawn', drawnAt }], { source: 'draw' });
    await sendTeams(context, tx, plan, result);
    await closeTask(context, tx, drawSource(code), { outcome: texts.drawn });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'inspections.draw',
      basis: 'inspections:witness',
      subjects: [],
      detail: { plan: code, digest: sealed.digest, commitment: sealed.commitment },
    });
  });
  const drawn = await store.findDraw(context.db, code);
  if (!drawn) throw notFound(texts.planOf, code);
  return showDraw(drawn);
}

async function sendTeams(
  context: Context,
  tx: Db,
  plan: store.PlanRow,
  drawn: readonly Drawn[],
): Promise<void> {
  const kind = getKind(context, plan.kind);
  const checklist = await lastChecklist(tx, kind);
  const objects = new Map((await kind.objects({ ...context, db: tx })).map((each) => [each.key, each]));
  const actors = await store.actorsOf(tx, [...new Set(drawn.flatMap(({ inspectors }) => inspectors))]);
  const visits = drawn.map(({ object, inspectors }) => ({
    id: randomUUID(),
    plan: plan.code,
    kind: plan.kind,
    object,
    objectName: objects.get(object)?.name ?? object,
    organisation: plan.organisation,
    team: [...inspectors],
    checklist: checklist.code,
    checklistVersion: checklist.version,
    state: 'assigned',
    round: 0,
    simulated: objects.get(object)?.simulated ?? false,
  }));
  await writeRows(context, tx, Visit, visits, { source: `plan:${plan.code}` });
  for (const { id, objectName, team, simulated } of visits) {
    const [first, ...others] = team.flatMap((code) => actors.get(code) ?? []);
    await openTask(context, tx, {
      kind: 'inspections.visit',
      title: fill(texts.visitTask, { object: objectName }),
      owner: plan.organisation,
      ...(first === undefined ? {} : { assignee: first }),
      source: visitSource(id),
      link: `/inspections/visits/${id}`,
      simulated,
    });
    for (const reader of others) await copyTask(context, tx, visitSource(id), { kind: 'person', reader });
  }
}

/** A draw as anybody may see it: its secret only once it is drawn. */
export const showDraw = <R extends Omit<store.DrawRow, 'pools'>>({ sealedBy: _sealedBy, ...row }: R) => ({
  ...row,
  secret: row.drawnAt === null ? null : row.secret,
  result: row.result.map(({ object, inspectors, replaced }) => ({
    object,
    inspectors: [...inspectors],
    ...(replaced && {
      replaced: replaced.map(({ at, gone, came }) => ({ at, gone: [...gone], came: [...came] })),
    }),
  })),
});
