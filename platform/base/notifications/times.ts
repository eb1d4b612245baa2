import type { Context } from '#kernel/context';

/** An instant as people of the city read it in a notice: `2026-03-02 14:30`; the same digits in both languages. */
export const localTime = (context: Context, instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: context.config.TIME_ZONE,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
