import type { Context } from '#kernel/context';

/** A day in the city's time: `2026-03-02`. */
export const dayOf = ({ config }: Pick<Context, 'config'>, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: config.TIME_ZONE, dateStyle: 'short' }).format(at);

export const minutesAfter = (at: Date, minutes: number): string =>
  new Date(at.getTime() + minutes * 60_000).toISOString();
