import { openEventStream } from '#kernel/event-stream';
import { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { heartOf, mostListeners } from './heart.ts';
import { texts } from './texts.ts';

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
