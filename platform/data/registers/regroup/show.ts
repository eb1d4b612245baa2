import { may, mayReveal } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { isPersonal } from '#kernel/record';
import { maskValue, readRow } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { accountNames } from '#platform/base/identity';
import { Person } from '../records.ts';
import { membersOf } from '../store.ts';
import { subjects } from '../subjects.ts';
import { isVisible } from '../visible.ts';
import { idsOf, leadsTo, personNow } from './alias-store.ts';
import type { Faced, Ids } from './contract.ts';
import * as store from './decision-store.ts';
import { rowRef } from './row-ref.ts';
import { sidesOf } from './sides-store.ts';
import { texts } from './texts.ts';

const subject = subjects.person;

/** Whom an id stands for now and, for whoever may decide such things, what was decided. */
export async function showIds(context: Context, id: string): Promise<Ids> {
  const now = await personNow(context.db, id);
  if (!(await isVisible(context, Person, now))) throw notFound(Person.title, id);
  const ids = await idsOf(context.db, now);
  const decisions = may(context.actor, 'registers:regroup') ? await store.decisionsOf(context.db, ids) : [];
  const names = await accountNames(context.db, [
    ...new Set(decisions.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy ?? proposedBy])),
  ]);
  return {
    id,
    now,
    others: ids.filter((each) => each !== now),
    decisions: decisions.map(({ reasonGiven: reason, moves: _moves, proposedBy, decidedBy, ...each }) => ({
      ...each,
      reason,
      proposedBy: names.get(proposedBy) ?? proposedBy,
      decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? decidedBy),
    })),
  };
}

function revealing(context: Context, reveal: 'no' | 'yes'): boolean {
  if (reveal === 'no') return false;
  if (!mayReveal(context.actor, 'registers:reveal'))
    throw new Problem(403, 'registers.may-not-reveal', texts.mayNotReveal);
  if (!context.purpose?.trim()) throw new Problem(400, 'registers.purpose-missing', texts.purposeMissing);
  return true;
}

const shown = (attribute: string, value: unknown, revealed: boolean): string | null => {
  if (value === null || value === undefined) return null;
  const field = subject.record.fields[attribute];
  const open = revealed || (field !== undefined && !isPersonal(field));
  return String(open ? value : maskValue(value, field?.mask ?? 'hidden'));
};

type Facing = Faced['sides'][number];

/** What is known under one id: of a person by itself, or of the side that leads to another. */
async function facing(context: Context, id: string, revealed: boolean): Promise<Facing> {
  const now = await personNow(context.db, id);
  const row = await readRow(context, context.db, Person, now);
  if (!row) throw notFound(Person.title, id);
  const sides = await sidesOf(context.db, [now]);
  const side = sides.find((each) => each.id === id);
  const known = (side?.golden.values ?? row) as Readonly<Record<string, unknown>>;
  const origins = side?.golden.origins ?? row.origins;
  const rows = (await membersOf(context.db, now)).filter((each) => !side || (each.side ?? now) === id);
  return {
    id,
    now,
    values: subject.attributes.map((attribute) => ({
      attribute,
      value: shown(attribute, known[attribute], revealed),
      at: origins[attribute]?.at ?? null,
    })),
    rows: rows.map(({ dataset, row_key: key, at, side: of, how }) => ({
      dataset,
      key: revealed ? key : String(maskValue(key, 'account')),
      ref: rowRef(dataset, key),
      side: of ?? now,
      at,
      linked: how !== null,
    })),
    provisional: (known[subject.identifier] ?? null) === null,
    simulated: row.meta.simulated,
  };
}

/** What a decision asks, and whether the reader is the second person. */
async function turnOf(
  { db, actor }: Context,
  decision: string | undefined,
): Promise<Pick<Faced, 'title' | 'mayDecide'>> {
  const waiting = decision === undefined ? undefined : await store.findDecision(db, decision);
  if (!waiting) return { title: null, mayDecide: false };
  const { kind, person, other, state, proposedBy } = waiting;
  return {
    title: fill(kind === 'merge' ? texts.mergeTitle : texts.splitTitle, { person, other: other ?? '' }),
    mayDecide: state === 'proposed' && proposedBy !== actor.id,
  };
}

/** @throws Problem 404 for one whom the asker may not see */
async function requireVisible(context: Context, ids: readonly string[]): Promise<void> {
  const now = await leadsTo(context.db, ids);
  for (const id of ids)
    if (!(await isVisible(context, Person, now.get(id) ?? id))) throw notFound(Person.title, id);
}

/** Persons side by side: two of them, or all sides of one; the look is noted about each. */
export async function showFacing(
  context: Context,
  key: string,
  asked: {
    readonly other?: string | undefined;
    readonly decision?: string | undefined;
    readonly reveal: 'no' | 'yes';
  },
): Promise<Faced> {
  const revealed = revealing(context, asked.reveal);
  const now = await personNow(context.db, key);
  const others =
    asked.other === undefined ? (await sidesOf(context.db, [now])).map(({ id }) => id) : [asked.other];
  const ids = [...new Set([key, ...others])];
  await requireVisible(context, ids);
  const sides: Facing[] = [];
  for (const id of ids) sides.push(await facing(context, id, revealed));
  await context.ledger(context.db, {
    action: 'read',
    resource: 'registers.person',
    basis: 'registers:regroup',
    subjects: ids,
    purpose: context.purpose ?? '人员合并与拆分的比较（脱敏）',
    detail: { operation: 'facing', fields: revealed ? 'revealed' : 'masked' },
  });
  return { sides, masked: !revealed, ...(await turnOf(context, asked.decision)) };
}
