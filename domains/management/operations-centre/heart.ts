import type { Services } from '#kernel/context';
import { eventText } from '#kernel/event-stream';
import { beatsOf, type Beats } from './beats.ts';
import { findVersion } from './store.ts';
import { fromTimeToTime, measureWatched } from './watched.ts';

const everyMs = 5000;
export const mostListeners = 2000;

/** One heart a platform. */
const hearts = new WeakMap<Services['store'], Beats>();

/** The heart of a platform's walls: at each beat the time and the state of the figures in a word, as a server-sent event. */
export function heartOf(services: Services): Beats {
  const { store, clock, log } = services;
  const known = hearts.get(store);
  if (known) return known;
  const isTime = fromTimeToTime();
  const made = beatsOf({
    everyMs,
    mostListeners,
    ask: async () => {
      if (isTime(clock.now())) await measureWatched(services);
      const version = await findVersion(store.db);
      return eventText('beat', JSON.stringify({ version, at: clock.now().toISOString() }));
    },
    missed: (error) => log.warn({ err: error }, 'a beat of the wall fell out'),
  });
  hearts.set(store, made);
  return made;
}
