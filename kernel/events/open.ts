import type { Services } from '../context.ts';
import { afterCommit } from '../db/index.ts';
import type { ContextFor } from '../jobs/index.ts';
import type { CityModule, Subscription } from '../module.ts';
import { startDispatch, type Dispatch } from './dispatch.ts';
import { insertEvent } from './outbox.ts';
import { usualTiming, type EventTiming } from './timing.ts';

export interface EventsOptions extends Pick<Services, 'clock' | 'log' | 'store' | 'modules'> {
  readonly timing?: Partial<EventTiming>;
}

export interface Events {
  readonly emit: Services['emit'];
  /** Starts delivery to the subscribers of all modules. @returns stops it after the batches under way */
  run(contextFor: ContextFor): Promise<() => Promise<void>>;
}

const versioned = (kind: { readonly name: string; readonly version: number }) =>
  `${kind.name}@${kind.version}`;

function allSubscriptions(modules: readonly CityModule[]): Subscription[] {
  const subscriptions = modules.flatMap((module) => module.subscriptions ?? []);
  const names = new Set<string>();
  for (const { name } of subscriptions) {
    if (names.has(name)) throw new Error(`there are two subscriptions ${name}`);
    names.add(name);
  }
  return subscriptions;
}

/**
 * What happened, told through an outbox: written in the transaction in which it happened, delivered after its commit
 * to every subscriber, in order for each key. A subscriber that is new is told from the beginning.
 * @throws Error when two subscriptions share a name
 */
export function openEvents(options: EventsOptions): Events {
  const { clock, log, store, modules } = options;
  const declared = new Set(modules.flatMap((module) => module.events ?? []).map(versioned));
  const subscriptions = allSubscriptions(modules);
  const timing = { ...usualTiming, ...options.timing };
  const dispatches = new Set<Dispatch>();
  const wake = (): void => {
    for (const dispatch of dispatches) dispatch.wake();
  };

  return {
    async emit(db, kind, { key, payload, occurredAt }) {
      if (!declared.has(versioned(kind))) throw new Error(`no module declares the event ${versioned(kind)}`);
      kind.payload.parse(payload);
      const recordedAt = clock.now().toISOString();
      const { name, version } = kind;
      await insertEvent(db, {
        name,
        version,
        key,
        payload,
        occurredAt: occurredAt ?? recordedAt,
        recordedAt,
      });
      afterCommit(db, wake);
    },
    async run(contextFor) {
      const dispatch = await startDispatch(subscriptions, { store, clock, log, timing, contextFor });
      dispatches.add(dispatch);
      return async () => {
        dispatches.delete(dispatch);
        await dispatch.stop();
      };
    },
  };
}
