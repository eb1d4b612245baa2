import type { z } from 'zod';
import { ForeignMessage, ForeignTodo, type AdapterSettings } from '../shapes.ts';
import type { RawItem } from './adapter.ts';

const two = (text: string): string => text.padStart(2, '0');

const joined = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;
const apart = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?$/;

/**
 * An instant as old systems write it: `2026-03-02 09:00:00`, `2026/3/2`, `20260302090000`, milliseconds, or ISO. A day alone
 * is its last second: a deadline is over when the day is.
 * @param zone of what is written without one
 * @returns undefined when it is none
 */
export function readInstant(text: string, zone: string): string | undefined {
  const written = text.trim();
  if (/^\d{13}$/.test(written)) return new Date(Number(written)).toISOString();
  const found = joined.exec(written) ?? apart.exec(written);
  const whole = found ? isoOf(found, zone) : written;
  const instant = /[Z+-]\d{0,2}:?\d{0,2}$/.test(whole) ? Date.parse(whole) : Number.NaN;
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
}

function isoOf(
  [, year = '', month = '', day = '', hour, minute = '00', second = '00']: RegExpExecArray,
  zone: string,
) {
  const time = hour === undefined ? '23:59:59' : `${two(hour)}:${minute}:${second}`;
  return `${year}-${two(month)}-${two(day)}T${time}${zone}`;
}

export interface Understood<T> {
  readonly items: readonly T[];
  /** What could not be read: number in the answer, and why. */
  readonly unreadable: readonly string[];
}

function stateOf(state: string | undefined, { done = [], dropped = [] }: AdapterSettings) {
  if (state !== undefined && done.includes(state)) return 'done' as const;
  return state !== undefined && dropped.includes(state) ? ('dropped' as const) : ('waiting' as const);
}

function each<T>(
  items: readonly RawItem[],
  schema: z.ZodType<T>,
  values: (item: RawItem) => object,
): Understood<T> {
  const read = items.map((item) => schema.safeParse(values(item)));
  return {
    items: read.flatMap((one) => (one.success ? [one.data] : [])),
    unreadable: read.flatMap((one, index) =>
      one.success ? [] : [`${index + 1}: ${one.error.issues[0]?.path.join('.') ?? ''}`],
    ),
  };
}

/** What is too long is read as far as there is room: who it is for goes there for the rest. */
const cut = (text: string | undefined, most: number): string | undefined =>
  text !== undefined && text.trim().length > most ? `${text.trim().slice(0, most - 1)}…` : text;

const without = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** @param now stands for the change of a to-do whose system does not say when it changed */
export function understandTodos(items: readonly RawItem[], settings: AdapterSettings, now: string) {
  const zone = settings.zone ?? '+08:00';
  const instant = (text: string | undefined) => (text ? (readInstant(text, zone) ?? text) : undefined);
  return each(items, ForeignTodo, ({ id, title, account = '', state, deadline, link, changedAt }) =>
    without({
      id,
      title: cut(title, 300),
      account,
      state: stateOf(state, settings),
      deadline: instant(deadline),
      link: link === '' ? undefined : link,
      changedAt: settings.fields.changedAt === undefined ? now : instant(changedAt),
    }),
  );
}

export const understandMessages = (items: readonly RawItem[]) =>
  each(items, ForeignMessage, ({ id, title, words, account = '', link }) =>
    without({
      id,
      title: cut(title, 200),
      words: cut(words, 1000),
      account,
      link: link === '' ? undefined : link,
    }),
  );
