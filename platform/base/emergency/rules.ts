export const states = ['open', 'awaiting-review', 'reviewed'] as const;
export type State = (typeof states)[number];

/** Where broken glass stands: still open, over and to be reviewed, reviewed. A review ends it too. */
export function stateOf(
  glass: { readonly endsAt: string; readonly reviewedAt: string | null },
  now: Date,
): State {
  if (glass.reviewedAt !== null) return 'reviewed';
  return now.getTime() < Date.parse(glass.endsAt) ? 'open' : 'awaiting-review';
}

/** So often in a day may one person break glass: an emergency is no way of working. */
export const mostADay = 5;

/** Within so many days the review is due. */
export const reviewDays = 3;

export const later = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() + milliseconds).toISOString();
