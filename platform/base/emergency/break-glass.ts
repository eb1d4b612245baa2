import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { planOf, readRow, subjectsOf } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { findColleagues, noteGlass, officesHolding } from '#platform/base/identity';
import { behindGlass, getBehindGlass, keeperOf } from './behind-glass.ts';
import { later, mostADay } from './rules.ts';
import { shout } from './shout.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
export const basis = 'break-glass';

/** Every act behind broken glass, in the ledger about whoever the row is of. */
export async function note(
  context: Context,
  tx: Db,
  glass: store.GlassRow,
  act: { readonly action: 'read' | 'administer' | 'decide'; readonly done: string },
): Promise<void> {
  const record = behindGlass(context).find(({ id }) => id === glass.record);
  const subjects = record ? await subjectsOf(planOf(record), tx, [glass.key]) : [];
  await context.ledger(tx, {
    action: act.action,
    resource: glass.record,
    subjects: subjects.length > 0 ? subjects : [glass.key],
    basis,
    purpose: glass.reason,
    detail: {
      glass: glass.id,
      done: act.done,
      count: 1,
      fields: act.action === 'read' ? 'revealed' : 'none',
    },
  });
}

/** The office in whose name it is done, and a colleague of it who is told. */
async function requireColleague(context: Context, informed: string): Promise<string> {
  const { organisation, id } = context.actor;
  if (organisation === undefined) throw new Problem(403, 'emergency.no-office', texts.noOffice);
  const colleagues = await findColleagues(context.db, organisation);
  if (informed === id || !colleagues.some((each) => each.id === informed))
    throw new Problem(422, 'emergency.nobody-informed', texts.nobodyInformed);
  return organisation;
}

interface Asked {
  readonly record: string;
  readonly key: string;
  readonly reason: string;
  readonly informed: string;
}

/**
 * Opens one row for minutes, whatever the rights of who asks: told at once to a colleague, to those who review and to
 * the office that keeps it.
 */
export async function breakGlass(context: Context, asked: Asked): Promise<store.GlassRow> {
  const record = getBehindGlass(context, asked.record);
  const organisation = await requireColleague(context, asked.informed);
  const offices = await officesHolding(context.db, 'emergency:review');
  if (offices.length === 0) throw new Problem(409, 'emergency.nobody-reviews', texts.nobodyReviews);
  const row = await readRow(context, context.db, record, asked.key);
  if (!row) throw notFound(record.title, asked.key);
  const now = context.clock.now();
  const glass: store.GlassRow = {
    ...asked,
    id: randomUUID(),
    brokenBy: context.actor.id,
    organisation,
    brokenAt: now.toISOString(),
    endsAt: later(now, context.config.EMERGENCY_MINUTES * MINUTE),
    looks: 0,
    verdict: null,
    review: null,
    reviewedBy: null,
    reviewedAt: null,
  };
  await context.transaction(async (tx) => {
    if ((await store.countSince(tx, glass.brokenBy, later(now, -DAY))) >= mostADay)
      throw new Problem(409, 'emergency.too-often', fill(texts.tooOften, { count: mostADay }));
    await store.insertGlass(tx, glass);
    await shout(context, tx, glass, { offices, keeper: keeperOf(record, row) });
    await note(context, tx, glass, { action: 'administer', done: 'broken' });
    await noteGlass(context, tx);
  });
  return glass;
}
