import type { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { EventKind } from '#kernel/event';
import type { Permission } from '#kernel/operation';
import type { Subscription } from '#kernel/module';
import { contribute, type Contribution } from '#kernel/point';
import type { AnyRecord, Row, Values } from '#kernel/record';
import { fill, type Text } from '#kernel/texts';
import type { FormReceiver } from '#platform/base/forms';
import { taskKindPoint } from '#platform/base/tasks';
import { act } from './acting.ts';
import {
  atOf,
  type ActRule,
  type AnyRow,
  type At,
  type Flow,
  type Parties,
  type StateRule,
} from './declared.ts';
import { follow } from './following.ts';
import { goOn, sourceOf, start, termOf } from './going.ts';
import { ownOf, processPoint, type Own } from './mine.ts';
import { receiverOf, type Receiving } from './receiving.ts';

export type StateOf<R> = Values<R> extends { readonly state: infer S extends string } ? S : never;
export type Change<R> = Partial<Values<R>>;
interface Said {
  readonly act: string;
}

/** What is done with each act of a module's contract. */
export type ActsOf<R, A extends Said, N = unknown> = {
  readonly [K in A['act']]: ActRule<Row<R>, StateOf<R>, Extract<A, { act: K }>, Change<R>, N>;
};

/**
 * A way that the rows of a record go. The record has a field `state`, keeps versions (they are the steps that people read)
 * and may have `why`, the words of a step.
 */
export interface Declaration<R extends AnyRecord, A extends Said, N> {
  readonly record: R;
  readonly parties: Parties<keyof Values<R> & string>;
  /** Of who deals with its rows. */
  readonly permission: Permission;
  /** Of who applies: mandates that open it open what was applied for under them. */
  readonly applies: Permission;
  /** Said when an act is tried in another state. */
  readonly notNow: Text;
  /** Said when somebody would deal with what they handed in. */
  readonly own: Text;
  /** The portal's page where the applicant goes on. */
  readonly page: string;
  readonly states: Readonly<Record<StateOf<R>, StateRule<Row<R>, N>>>;
  readonly acts: ActsOf<R, A, N>;
  /** Read beside each row for its rules and acts: the scheme that it applies to. It must be there. */
  needs?(context: Context, db: Db, row: Row<R>): Promise<N | undefined>;
  /** What its applicant calls a row; the record's title when absent. */
  title?(row: Row<R>, needed: N): Text;
}

/** A row before its first version. */
export type Begun<R> = Values<R> & { readonly meta: { readonly simulated: boolean } };
type TellsOf<E> = E extends EventKind<infer P> ? z.output<P> : never;

export interface Process<R extends AnyRecord, A extends Said, N> {
  /** Under which the task of a row waits, and its attachments lie. */
  sourceOf(key: string): { readonly module: string; readonly record: string; readonly key: string };
  /** Whether an act may be done in a state at all. */
  mayNow(act: A['act'], state: StateOf<R>): boolean;
  /** The first version of a row, and what waits in its first state. */
  start(
    context: Context,
    tx: Db,
    row: Values<R> & { readonly meta: { readonly simulated: boolean } },
  ): Promise<void>;
  /** A step, or without another state a change, of a locked row. */
  goOn(at: At<Row<R>, N>, change: Change<R>): Promise<void>;
  /** An act in a transaction of its own. @throws Problem 404, 409 `<module>.not-now`, 403 `<module>.own` */
  act(context: Context, key: string, said: A): Promise<void>;
  /** A subscription: what another organ tells takes a row on from some states. Safe to be told twice, and late. */
  follow<E extends EventKind>(
    event: E,
    from: readonly StateOf<R>[],
    next: (told: TellsOf<E>, at: At<Row<R>, N>) => Promise<Change<R> | undefined>,
  ): Subscription;
  /** For `mount`: does what the body of an `actOperation` says. */
  handler(
    input: { readonly params: { readonly id: string }; readonly body: A },
    context: Context,
  ): Promise<{ done: true }>;
  /** For `formReceiverPoint`: rows that come out of a form; `withdraw` is an act of the process. */
  receiver(how: Receiving<Row<R>>): FormReceiver;
  /** The actor's own rows, each with its steps. */
  mine(context: Context): Promise<Own<Row<R>, N>[]>;
  /** For the manifest: kinds of task, and the process among all others. */
  readonly contributions: readonly Contribution[];
}

/** Why a process cannot hold. */
function unsound({ record, parties, states, acts }: Flow): string | undefined {
  if (record.versions !== 'valid-time') return 'its record keeps no versions, so it would have no steps';
  const lacking = ['state', ...Object.values(parties)].find((name) => !record.fields[name]);
  if (lacking) return `its record has no field ${lacking}`;
  const busy = Object.entries(states).find(([, { ends, waits, pauses }]) => ends && (waits ?? pauses));
  if (busy) return `${busy[0]} ends it, and something waits in it`;
  const nowhere = Object.entries(acts).find(([, rule]) => rule.in.some((state) => !states[state]));
  return nowhere && `its act ${nowhere[0]} is in a state that it does not have`;
}

const taskKinds = ({ record, states }: Flow) =>
  Object.entries(states).flatMap(([state, { waits }]) => {
    if (!waits) return [];
    const title = fill(waits.title, { [record.label]: '' });
    return [contribute(taskKindPoint, { kind: `${record.module}.${state}`, title, clock: termOf(waits) })];
  });

/** Declares a process: `defineProcess<typeof Application, OfficerAct | OwnAct>({ … })`. @throws Error what cannot hold */
export function defineProcess<R extends AnyRecord, A extends Said, N = unknown>(
  declared: Declaration<R, A, N>,
): Process<R, A, N> {
  const flow = declared as unknown as Flow;
  const why = unsound(flow);
  if (why) throw new Error(`process ${flow.record.id}: ${why}`);
  return {
    sourceOf: (key) => sourceOf(flow, key),
    mayNow: (name, state) => flow.acts[name]?.in.includes(state) ?? false,
    async start(context, tx, row) {
      await start(flow, await atOf(flow, context, tx, row as unknown as AnyRow));
    },
    goOn: (at, change) => goOn(flow, at as unknown as At<AnyRow>, change),
    act: (context, key, said) => act(flow, context, key, said),
    follow: (event, from, next) => follow(flow, event, from, next as unknown as Parameters<typeof follow>[3]),
    async handler({ params, body }, context) {
      await act(flow, context, params.id, body);
      return { done: true };
    },
    receiver: (how) => receiverOf(flow, how as unknown as Receiving<AnyRow>),
    mine: (context) => ownOf(flow, context) as unknown as Promise<Own<Row<R>, N>[]>,
    contributions: [contribute(processPoint, flow), ...taskKinds(flow)],
  };
}
