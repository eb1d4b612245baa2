const DAY = 86_400_000;

/** Grey: the clock stands. */
export const lamps = ['green', 'amber', 'red', 'grey'] as const;
export type Lamp = (typeof lamps)[number];

/**
 * When the lamp of a date turns amber: for the last fifth of the time; where that is longer than a day, for its last
 * day at least. Calendar days.
 * @returns null for a task without a date
 */
export function amberAt(openedAt: string, dueAt: string | null): string | null {
  if (dueAt === null) return null;
  const [opened, due] = [Date.parse(openedAt), Date.parse(dueAt)];
  const term = due - opened;
  // Of minutes and hours a day's notice would be amber from the first.
  const notice = term < DAY ? term / 5 : Math.max(DAY, term / 5);
  return new Date(Math.max(opened, due - notice)).toISOString();
}

/** How much of a clock's amount is run down when its lamp turns amber: all but the last fifth, all but one at least. */
export const amberAmount = (amount: number): number =>
  Math.max(0, amount - Math.max(1, Math.ceil(amount / 5)));

export interface Clocked {
  readonly dueAt: string | null;
  readonly amberAt: string | null;
  readonly closedAt: string | null;
  readonly pausedAt?: string | null;
}

/** The lamp of a task at an instant; of a closed one, as it was when it closed. */
export function lampOf({ dueAt, amberAt: amber, closedAt, pausedAt = null }: Clocked, now: Date): Lamp {
  if (pausedAt !== null) return 'grey';
  const at = closedAt === null ? now.getTime() : Date.parse(closedAt);
  if (dueAt !== null && at > Date.parse(dueAt)) return 'red';
  return amber !== null && at >= Date.parse(amber) ? 'amber' : 'green';
}
