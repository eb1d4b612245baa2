import { Problem } from '#kernel/problem';
import { texts } from './texts.ts';

const [earliest, latest] = ['2000-01-01', '2100-12-31'];

/** @throws Problem 422 `projects.ends-first`, `projects.days-far` */
export function assertDays(starts: string, ends: string): void {
  if (starts > ends) throw new Problem(422, 'projects.ends-first', texts.endsFirst);
  if (starts < earliest || ends > latest) throw new Problem(422, 'projects.days-far', texts.daysFar);
}

/** The last second of a day in the city. */
export const endOf = (day: string): string => `${day}T15:59:59.000Z`;
