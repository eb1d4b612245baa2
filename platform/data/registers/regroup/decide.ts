import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { registersLock } from '../golden-row.ts';
import { Person } from '../records.ts';
import { isVisible } from '../visible.ts';
import { checkMerge, mergePersons } from './merge.ts';
import type { DecisionState } from './names.ts';
import { PersonDecision } from './records.ts';
import type { Move } from './shapes.ts';
import { checkSplit } from './split-check.ts';
import { splitPerson } from './split.ts';
import * as store from './decision-store.ts';
import { texts } from './texts.ts';

interface Said {
  readonly reason: string;
  readonly evidence: string;
}

type Asked = Said &
  (
    | { readonly kind: 'merge'; readonly person: string; readonly other: string; readonly moves: readonly [] }
    | {
        readonly kind: 'split';
        readonly person: string;
        readonly other: string | null;
        readonly moves: readonly Move[];
      }
  );

export interface Proposed {
  readonly id: string;
  readonly state: DecisionState;
}

const taskOf = (id: string) => ({ module: 'registers', record: 'person-decision', key: id });
const basis = 'registers:regroup';

/** @throws Problem 404 for a person whom the asker may not see */
async function requireSeen(context: Context, db: Db, id: string): Promise<void> {
  if (!(await isVisible(context, Person, id, db))) throw notFound(Person.title, id);
}

async function askSecond(context: Context, tx: Db, id: string, asked: Asked): Promise<void> {
  const { kind, person, other } = asked;
  await openTask(context, tx, {
    kind: 'registers.regroup',
    title: fill(kind === 'merge' ? texts.mergeTitle : texts.splitTitle, { person, other: other ?? '' }),
    owner: await store.dataOffice(tx),
    source: taskOf(id),
    link: `/registers/person-decisions/${id}`,
    simulated: (await lockRow(context, tx, Person, person))?.meta.simulated ?? false,
  });
}

/**
 * One person's word that two persons are one, or one is two: it waits for another's. The same again by the same person is
 * the same proposal.
 * @throws Problem 404, 409 `registers.decision-waits`, and what `checkMerge` and `checkSplit` throw
 */
export async function propose(context: Context, asked: Asked): Promise<Proposed> {
  const { kind, person, other, moves, reason, evidence } = asked;
  await requireSeen(context, context.db, person);
  if (kind === 'merge') await requireSeen(context, context.db, other);
  return context.transaction(async (tx) => {
    await oneAtATime(tx, registersLock);
    if (asked.kind === 'merge') await checkMerge(context, tx, asked);
    else await checkSplit(context, tx, asked);
    const waiting = await store.waitingOf(tx, asked);
    if (waiting) {
      if (waiting.proposedBy === context.actor.id && waiting.reasonGiven === reason) return waiting;
      throw new Problem(409, 'registers.decision-waits', texts.waits);
    }
    const id = await store.newDecisionId(tx);
    const row = {
      id,
      kind,
      state: 'proposed' as const,
      person,
      other,
      evidence,
      moves: [...moves],
      reasonGiven: reason,
      proposedBy: context.actor.id,
      proposedAt: context.clock.now().toISOString(),
    };
    await writeRows(context, tx, PersonDecision, [row], { source: 'form', basis });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'registers.person',
      basis,
      subjects: [person, other].filter((each) => each !== null),
      detail: { decision: id, kind, said: 'proposed' },
    });
    await askSecond(context, tx, id, asked);
    return row;
  });
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockRow<typeof PersonDecision>>>>;

/** What two people agreed on is done. @returns the other's id */
async function carryOut(
  context: Context,
  tx: Db,
  { id, kind, person, other, moves, proposedBy, reasonGiven }: Locked,
) {
  const by = { decision: id, decidedBy: [proposedBy, context.actor.id] };
  if (kind === 'split') return splitPerson(context, tx, { ...by, person, other: other ?? null, moves });
  if (!other) throw new Error(`the merge ${id} names nobody`);
  await mergePersons(context, tx, { ...by, person, other, reason: reasonGiven });
  return other;
}

/**
 * The second person's word: agreed, it is done at once; else it is refused and nothing changes.
 * @throws Problem 403 `registers.own-decision`; 409 `registers.decided`, `registers.person-moved`
 */
export async function decide(
  context: Context,
  id: string,
  { approve, reason }: { readonly approve: boolean; readonly reason: string },
): Promise<Proposed & { person: string; other: string | null }> {
  return context.transaction(async (tx) => {
    await oneAtATime(tx, registersLock);
    const found = await lockRow(context, tx, PersonDecision, id, 'registers:regroup');
    if (!found) throw notFound(PersonDecision.title, id);
    if (found.state !== 'proposed') throw new Problem(409, 'registers.decided', texts.decided);
    if (found.proposedBy === context.actor.id)
      throw new Problem(403, 'registers.own-decision', texts.ownDecision);
    await requireSeen(context, tx, found.person);
    const other = approve ? await carryOut(context, tx, found) : (found.other ?? null);
    const state = approve ? ('in-force' as const) : ('refused' as const);
    const decided = {
      decidedBy: context.actor.id,
      decidedAt: context.clock.now().toISOString(),
      decidedWhy: reason,
    };
    await writeRows(context, tx, PersonDecision, [{ id, state, other, ...decided }], {
      source: 'form',
      basis,
    });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'registers.person',
      basis,
      subjects: [found.person, other].filter((each) => each !== null),
      detail: { decision: id, kind: found.kind, said: state },
    });
    await closeTask(context, tx, taskOf(id), { outcome: approve ? texts.agreed : texts.disagreed });
    return { id, state, person: found.person, other };
  });
}
