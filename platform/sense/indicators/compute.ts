import { dayOf } from '#kernel/clock';
import { system } from '#kernel/actor';
import type { Context, Services } from '#kernel/context';
import type { IndicatorDefinition } from '#kernel/indicator';
import { listDefinitions } from './definitions.ts';
import { endOfDay } from './rules.ts';
import * as store from './store.ts';
import { putSeen } from './seen-store.ts';

export interface Wanted {
  /** All when absent. */
  readonly indicators?: readonly string[] | undefined;
  /** A day of the city's calendar that is over; today when absent. */
  readonly day?: string | undefined;
}

/** One statement over a register of a million people takes longer than anybody would wait at a screen while much else is done. */
const longestMs = 300_000;

/** Measures one figure for a day and keeps it. A day that is over is measured as of its end. */
export async function measure(context: Context, definition: IndicatorDefinition, day: string): Promise<void> {
  const now = context.clock.now();
  const today = dayOf(context, now);
  const at = day < today ? endOfDay(day, context.config.TIME_ZONE) : now;
  const measured = await context.transaction((tx) => definition.measure(tx, at), { timeoutMs: longestMs });
  const row = {
    indicator: definition.code,
    value: measured.value,
    parts: measured.parts ?? [],
    simulated: measured.simulated,
    measured_for: at.toISOString(),
    as_of: measured.asOf === undefined ? at.toISOString() : measured.asOf,
    computed_at: now.toISOString(),
  };
  await store.putValue(context.db, { ...row, day });
  // A day that is over is measured anew for its own sake: what was seen at its hours stays as it was seen.
  if (day === today) await putSeen(context.db, row);
}

/**
 * Measures the figures asked for, one after the other; one that fails stops no other.
 * @returns codes measured and codes that failed
 */
export async function computeAll(
  context: Context,
  wanted: Wanted,
  onEach: (done: number, total: number) => void = () => undefined,
): Promise<{ measured: string[]; failed: string[] }> {
  const today = dayOf(context);
  const day = wanted.day !== undefined && wanted.day < today ? wanted.day : today;
  const chosen = listDefinitions(context).filter(
    ({ code }) => wanted.indicators === undefined || wanted.indicators.includes(code),
  );
  const measured: string[] = [];
  const failed: string[] = [];
  for (const [index, definition] of chosen.entries()) {
    onEach(index, chosen.length);
    const { code } = definition;
    try {
      await measure(context, definition, day);
      measured.push(code);
    } catch (error) {
      context.log.error({ err: error, indicator: code, day }, 'an indicator could not be measured');
      failed.push(code);
    }
  }
  return { measured, failed };
}

/** Codes of the figures that have no value of today. */
export async function missingToday(services: Services): Promise<{ codes: string[]; day: string }> {
  const day = dayOf(services);
  const newest = await store.newestValues(services.store.db);
  const codes = listDefinitions(services)
    .map(({ code }) => code)
    .filter((code) => newest.get(code)?.day !== day);
  return { codes, day };
}

/** The actor of measurements that nobody asked for. */
export const measurer = system;
