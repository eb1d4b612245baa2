export const minutesAfter = (at: Date, minutes: number): string =>
  new Date(at.getTime() + minutes * 60_000).toISOString();
