import type { Context } from '#kernel/context';
import type { Services } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { EscalationStep } from './city.ts';
import type { Term } from './shapes.ts';

/** What a module says once of its kind of task. A kind that nobody declares works all the same. */
export interface TaskKind {
  /** `quality.findings`. */
  readonly kind: string;
  readonly title: Text;
  /** Words of the way to the place where it is done. */
  readonly linkText?: Text;
  /** Its time, where who opens one gives neither a date nor a clock. */
  readonly clock?: Term;
  /** Who is told when it is late, in the order of time; the city's steps when absent, nobody when empty. */
  readonly escalation?: readonly EscalationStep[];
  /** Organisation that is told at the step `supervisor`, instead of the one above the owner. */
  readonly supervisor?: string;
}

/** `contributes: [contribute(taskKindPoint, { kind, title, clock, escalation })]`. */
export const taskKindPoint = definePoint<TaskKind>('tasks.kind');

export const findKind = (services: Pick<Services, 'contributions'>, kind: string): TaskKind | undefined =>
  services.contributions(taskKindPoint).find((each) => each.kind === kind);

/** Somebody whose tasks an actor may do while they are away. */
export interface StandIn {
  /** The id under which they act. */
  readonly id: string;
  /** Only what waits for this organisation; all that is in their hands when absent. */
  readonly owner?: string | null;
}

/**
 * For whom an actor stands in. The delegations of identity are contributed by this module; others add to them.
 */
export type ActsFor = (context: Context, db: Db) => Promise<readonly StandIn[]>;

export const actsForPoint = definePoint<ActsFor>('tasks.acts-for');
