import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { accountNames, officesHolding } from '#platform/base/identity';
import { notify } from '#platform/base/notifications';
import { organisationNames } from '#platform/base/organisations';
import { closeTask, openTask } from '#platform/base/tasks';
import { texts } from '../texts.ts';
import * as store from './quota-store.ts';
import { Quota } from './records.ts';
import { belowHeld, exceeded, nothing, type Amounts, type Dimension } from './rules.ts';
import type { QuotaRequest } from './shapes.ts';
import { sumOf, tenantOf } from './use.ts';
import { findQuotas, findTenants, poolOf } from './use-store.ts';

const sourceOf = (id: string) => ({ module: 'cloud', record: 'quota-request', key: id });
const nowOf = (context: Context): string => context.clock.now().toISOString();

export async function shown(context: Context, rows: readonly store.RequestRow[]): Promise<QuotaRequest[]> {
  const names = await organisationNames(
    context.db,
    rows.map(({ tenant }) => tenant),
  );
  const people = await accountNames(
    context.db,
    rows.flatMap(({ askedBy, decidedBy }) => [askedBy, ...(decidedBy ? [decidedBy] : [])]),
  );
  return rows.map((row) => ({
    ...row,
    tenantName: names.get(row.tenant) ?? null,
    askedBy: people.get(row.askedBy) ?? texts.nobody[context.language],
    decidedBy: row.decidedBy === null ? null : (people.get(row.decidedBy) ?? texts.nobody[context.language]),
  }));
}

/** What a department has now and holds, and what could be promised to it at most. */
export async function standOf(context: Context, db: Db, tenant: string) {
  const quotas = await findQuotas(db);
  const now = quotas.find((each) => each.tenant === tenant);
  const others = sumOf(quotas.filter((each) => each.tenant !== tenant));
  const [held = nothing] = await findTenants(db, context.clock.now(), tenant);
  const pool = await poolOf(db);
  const free = {
    cpu: Math.max(0, pool.cpu - others.cpu),
    memoryGb: Math.max(0, pool.memoryGb - others.memoryGb),
    storageGb: Math.max(0, pool.storageGb - others.storageGb),
  };
  return { now, held, others, pool, free };
}

/** A department asks what it may use in all; one request of it waits at a time. */
export async function ask(
  context: Context,
  { reason, ...asked }: Amounts & { readonly reason: string },
  simulated = false,
): Promise<string> {
  const { actor } = context;
  const tenant = actor.organisation;
  if (tenant === undefined) throw new Problem(409, 'cloud.no-organisation', texts.noOrganisation);
  const [owner] = await officesHolding(context.db, 'cloud:grant');
  if (owner === undefined) throw new Problem(409, 'cloud.nobody-grants', texts.nobodyGrants);
  const id = randomUUID();
  await context.transaction(async (tx) => {
    const known = (await organisationNames(tx, [tenant])).get(tenant);
    const row = { ...asked, id, tenant, reason, by: actor.id, at: nowOf(context), simulated };
    if (!(await store.insertRequest(tx, row)))
      throw new Problem(409, 'cloud.request-waits', texts.requestWaits);
    await openTask(context, tx, {
      kind: 'cloud.quota',
      title: titleOf(known, tenant),
      owner,
      source: sourceOf(id),
      link: `/cloud/quota-requests?open=${id}`,
      simulated,
    });
  });
  return id;
}

const titleOf = (name: Text | undefined, code: string): Text => ({
  zh: fill(texts.quotaTask, { name: name?.zh ?? code }).zh,
  en: fill(texts.quotaTask, { name: name?.en ?? code }).en,
});

async function lockOpen(
  context: Context,
  tx: Db,
  wanted: { readonly id: string; readonly permission: string },
): Promise<store.RequestRow> {
  const { id, permission } = wanted;
  const found = await store.findRequest(tx, id, { tenant: tenantOf(context, permission), lock: true });
  if (!found) throw notFound(texts.quotaRequest, id);
  if (found.state !== 'asked') throw new Problem(409, 'cloud.request-settled', texts.requestSettled);
  return found;
}

const words: Readonly<Record<Dimension, Text>> = {
  cpu: { zh: 'CPU（核）', en: 'cores' },
  memoryGb: { zh: '内存（GB）', en: 'GB of memory' },
  storageGb: { zh: '存储（GB）', en: 'GB of storage' },
};

const list = (of: readonly Text[]): Text => ({
  zh: of.map(({ zh }) => zh).join('、'),
  en: of.map(({ en }) => en).join(', '),
});

/** @throws Problem 409 `cloud.over-committed`, `cloud.below-held` */
async function requireRoom(context: Context, tx: Db, tenant: string, granted: Amounts): Promise<void> {
  const { now, held, others, pool } = await standOf(context, tx, tenant);
  const over = exceeded(pool, others, now ?? nothing, granted);
  if (over.length > 0) {
    const free = list(
      over.map(({ dimension, free: left }) => ({
        zh: `${words[dimension].zh}最多 ${left}`,
        en: `at most ${left} ${words[dimension].en}`,
      })),
    );
    throw new Problem(409, 'cloud.over-committed', both(texts.overCommitted, free));
  }
  const below = belowHeld(granted, held);
  if (below.length > 0)
    throw new Problem(409, 'cloud.below-held', both(texts.belowHeld, list(below.map((each) => words[each]))));
}

const both = (text: Text, what: Text): Text => ({
  zh: fill(text, { what: what.zh }).zh,
  en: fill(text, { what: what.en }).en,
});

export interface Decision {
  readonly grant: boolean;
  readonly amounts?: Amounts | undefined;
  readonly answer: string;
}

/**
 * Grants a request, whole or in part, or refuses it. Promises are made one at a time, so that never more is promised in
 * sum than there is; whoever asked does not decide.
 */
export const decide = (context: Context, id: string, said: Decision): Promise<void> =>
  context.transaction(async (tx) => {
    await store.lockPromises(tx);
    const row = await lockOpen(context, tx, { id, permission: 'cloud:grant' });
    const { actor } = context;
    if (row.askedBy === actor.id) throw new Problem(403, 'cloud.own-request', texts.ownRequest);
    const granted = said.grant ? (said.amounts ?? row.asked) : null;
    if (granted !== null) {
      await requireRoom(context, tx, row.tenant, granted);
      await writeRows(context, tx, Quota, [{ tenant: row.tenant, ...granted }], {
        source: `cloud:quota-request:${id}`,
        simulated: row.simulated,
      });
    }
    const state = granted === null ? ('refused' as const) : ('granted' as const);
    await settle(context, tx, row, { state, granted, answer: said.answer });
    await notify(context, tx, {
      to: { kind: 'account', id: row.askedBy },
      kind: granted === null ? 'cloud.quota-refused' : 'cloud.quota-granted',
      key: id,
      params: { answer: said.answer },
      link: `/cloud/quota-requests?open=${id}`,
      organisation: row.tenant,
      simulated: row.simulated,
    });
  });

async function settle(
  context: Context,
  tx: Db,
  { id, tenant }: store.RequestRow,
  settled: Pick<store.Settled, 'state' | 'granted' | 'answer'>,
): Promise<void> {
  const { state } = settled;
  await store.settleRequest(tx, id, { ...settled, by: context.actor.id, at: nowOf(context) });
  await closeTask(context, tx, sourceOf(id), {
    outcome: texts[`request-${state}`],
    ...(state === 'taken-back' && { status: 'dropped' as const }),
  });
  await context.ledger(tx, {
    action: 'administer',
    resource: 'cloud.quota-request',
    basis: state === 'taken-back' ? 'cloud:ask' : 'cloud:grant',
    subjects: [],
    detail: { id, tenant, state },
  });
}

/** Who asked, or a colleague, takes the request back while it waits. */
export const takeBack = (context: Context, id: string): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lockOpen(context, tx, { id, permission: 'cloud:ask' });
    await settle(context, tx, row, { state: 'taken-back', granted: null, answer: null });
  });
