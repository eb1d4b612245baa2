import type { Context, Services } from '#kernel/context';
import { eventText, openEventStream } from '#kernel/event-stream';
import { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { beatsOf, type Beats } from './beats.ts';
import { findVersion } from './store.ts';
import { texts } from './texts.ts';
import { fromTimeToTime, measureWatched } from './watched.ts';

const everyMs = 5000;
const mostListeners = 2000;

/** One heart a platform. */
const hearts = new WeakMap<Services['store'], Beats>();

function heartOf(context: Context): Beats {
  const { store, clock, log } = context;
  const known = hearts.get(store);
  if (known) return known;
  const isTime = fromTimeToTime();
  const made = beatsOf({
    everyMs,
    mostListeners,
    ask: async () => {
      if (isTime(clock.now())) await measureWatched(context);
      const version = await findVersion(store.db);
      return eventText('beat', JSON.stringify({ version, at: clock.now().toISOString() }));
    },
    missed: (error) => log.warn({ err: error }, 'a beat of the wall fell out'),
  });
  hearts.set(store, made);
  return made;
}

/**
 * The heart of the wall, as server-sent events: every five seconds the time and the state of the figures in a word. It
 * holds nothing that anybody might not see; a wall asks for the figures, by its own rights, when the word has changed.
 */
export const live = defineProtocol({
  id: 'operations-centre.live',
  title: texts.module,
  path: '/api/operations-centre/live',
  standard: 'HTML Standard, 9.2 Server-sent events',
  routes: [
    {
      method: 'GET',
      path: '',
      permission: 'public',
      async handle(request, reply, context) {
        const heart = heartOf(context);
        if (heart.listeners >= mostListeners)
          throw new Problem(503, 'operations-centre.too-many-listeners', texts.tooMany);
        let leave: (() => void) | undefined;
        const stream = openEventStream(request, reply, () => leave?.());
        leave = heart.join(stream.send);
        // Who left while it was found out who they are is told of by nobody any more.
        if (stream.gone) leave?.();
      },
    },
  ],
});
