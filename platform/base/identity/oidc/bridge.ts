import type { IncomingMessage } from 'node:http';
import type { Context } from '#kernel/context';

const contexts = new WeakMap<IncomingMessage, Context>();

/** The provider gets the bare request; this is how its hooks find who is asking. */
export const bindContext = (request: IncomingMessage, context: Context): void => {
  contexts.set(request, context);
};

export function contextOf(request: IncomingMessage): Context {
  const context = contexts.get(request);
  if (!context) throw new Error('a request of the provider without a context');
  return context;
}
