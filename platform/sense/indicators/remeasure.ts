import { dayOf } from '#kernel/clock';
import type { EventKind } from '#kernel/event';
import { subscription, type Subscription } from '#kernel/module';
import type { Services } from '#kernel/context';
import { measurer, missingToday } from './compute.ts';
import { listDefinitions } from './definitions.ts';
import { compute } from './jobs.ts';
import { daysToMeasure } from './rules.ts';

/**
 * Measures anew whatever listens to an event, for today and for the event's own day. The module that declares an event
 * which figures listen to adds this to its `subscriptions`; for the events of the data floor the organ does it itself.
 */
export const remeasureOn = (event: EventKind): Subscription =>
  subscription(`indicators.remeasure-on:${event.name}`, event, async (happened, context) => {
    // Delivery comes after the commit: what is measured from now on has seen what happened.
    const now = context.clock.now();
    const today = dayOf(context, now);
    const eventDay = dayOf(context, new Date(happened.occurredAt));
    const byDay = new Map<string, string[]>();
    for (const definition of listDefinitions(context)) {
      if (!definition.listens.includes(event.name)) continue;
      for (const day of daysToMeasure(definition, eventDay, today))
        byDay.set(day, [...(byDay.get(day) ?? []), definition.code]);
    }
    for (const [day, indicators] of byDay)
      await context.startJob(context.db, compute, { indicators, day }, { actor: measurer });
  });

/**
 * Measures figures of today soon: those that change without an event, for whoever looks at them now.
 * @param key asked again under the same key, it is done once
 */
export async function measureSoon(services: Services, codes: readonly string[], key: string): Promise<void> {
  if (codes.length > 0)
    await services.startJob(services.store.db, compute, { indicators: [...codes] }, { actor: measurer, key });
}

/** At start: measures what has no value of today yet. */
export async function measureMissing(services: Services): Promise<() => Promise<void>> {
  const { codes, day } = await missingToday(services);
  if (codes.length > 0)
    await services.startJob(
      services.store.db,
      compute,
      { indicators: codes },
      { actor: measurer, key: `start:${day}:${codes.join(',')}` },
    );
  return async () => undefined;
}
