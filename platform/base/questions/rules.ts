export const states = ['waiting', 'overdue', 'answered', 'answered-late'] as const;
export type State = (typeof states)[number];

export interface Times {
  readonly dueAt: string;
  readonly answeredAt: string | null;
}

/** Where a question stands. What was answered late stays so. */
export function stateOf({ dueAt, answeredAt }: Times, now: Date): State {
  const late = (answeredAt === null ? now.getTime() : Date.parse(answeredAt)) > Date.parse(dueAt);
  if (answeredAt === null) return late ? 'overdue' : 'waiting';
  return late ? 'answered-late' : 'answered';
}

const DAY = 86_400_000;

/** When the answer is due: so many days after it was asked. */
export const dueAfter = (asked: Date, days: number): string =>
  new Date(asked.getTime() + days * DAY).toISOString();
