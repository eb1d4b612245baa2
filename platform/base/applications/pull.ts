import type { Context } from '#kernel/context';
import { askOutside } from '#kernel/outgoing';
import { systemAdapterPoint, type Channel, type Pulled, type SystemAdapter } from './adapters/adapter.ts';
import { jsonAdapter } from './adapters/json.ts';
import { understandMessages, understandTodos } from './adapters/understand.ts';
import { xmlAdapter } from './adapters/xml.ts';
import { applyMessages, applyTodos } from './apply.ts';
import { KeyElsewhere, signOf } from './fault.ts';
import { sealOf } from './keys.ts';
import { hostOf, waitMinutes } from './rules.ts';
import { findSystem, type SystemRow } from './store.ts';
import { minutesAfter } from './time.ts';
import { settleTrouble } from './trouble.ts';
import { findFeed, putFeedOutcome, type FeedRow } from './watch-store.ts';

export const adaptersOf = (context: Pick<Context, 'contributions'>): readonly SystemAdapter[] => [
  jsonAdapter,
  xmlAdapter,
  ...context.contributions(systemAdapterPoint),
];

const mostPages = 50;

async function channelOf(
  context: Context,
  system: SystemRow,
  feed: FeedRow,
  signal: AbortSignal,
): Promise<Channel> {
  // Whoever may change an address may not have the key sent there.
  if (feed.secret !== null && feed.secretHost !== hostOf(system.address)) throw new KeyElsewhere();
  const key =
    feed.secret === null ? undefined : (await sealOf(context)).open(feed.secret, feed.code).toString();
  const header = feed.settings.key ?? 'authorization';
  const value = feed.settings.key === undefined ? `Bearer ${key}` : key;
  return {
    ask: (query) => {
      const url = new URL(`${(system.address ?? '').replace(/\/$/, '')}${feed.path}`);
      for (const [name, said] of Object.entries(query)) url.searchParams.set(name, said);
      const headers = key === undefined || value === undefined ? {} : { [header]: value };
      return askOutside({ url: url.href, headers, inside: system.inside, signal });
    },
  };
}

export interface FeedPulled {
  readonly items: number;
  readonly changed: number;
  /** Why it failed, or what could not be read; null when all went well. */
  readonly fault: string | null;
}

/** Takes in one answer and remembers where to go on, both or neither. */
async function takeIn(
  context: Context,
  system: SystemRow,
  feed: FeedRow,
  pulled: Pulled,
): Promise<FeedPulled> {
  const now = context.clock.now();
  const at = now.toISOString();
  const todos = feed.gives === 'todos' ? understandTodos(pulled.items, feed.settings, at) : undefined;
  const messages = todos ? undefined : understandMessages(pulled.items);
  const unreadable = todos?.unreadable ?? messages?.unreadable ?? [];
  // A list in which something cannot be read does not say what is gone.
  const given = { feed: feed.code, whole: pulled.whole && unreadable.length === 0 };
  const fault = unreadable.length === 0 ? null : `items ${unreadable.length} ${unreadable[0] ?? ''}`;
  const nextAt = minutesAfter(now, feed.everyMinutes);
  return context.transaction(async (tx) => {
    const results = todos
      ? await applyTodos({ context, tx, system }, todos.items, given)
      : await applyMessages({ context, tx, system }, messages?.items ?? []);
    await putFeedOutcome(tx, feed.code, { at, nextAt, misses: 0, fault, cursor: pulled.cursor });
    await settleTrouble(context, tx, system);
    return {
      items: pulled.items.length,
      changed: results.filter(({ outcome }) => outcome !== 'unchanged').length,
      fault,
    };
  });
}

/** Counts a miss; where it went on from stays, so nothing is lost by it. */
async function miss(context: Context, system: SystemRow, feed: FeedRow, fault: string): Promise<void> {
  const now = context.clock.now();
  const misses = feed.misses + 1;
  const nextAt = minutesAfter(now, waitMinutes(feed.everyMinutes, misses));
  await context.transaction(async (tx) => {
    await putFeedOutcome(tx, feed.code, { at: now.toISOString(), nextAt, misses, fault });
    await settleTrouble(context, tx, system);
  });
}

interface Fetching {
  readonly system: SystemRow;
  readonly feed: FeedRow;
  readonly adapter: SystemAdapter;
}

/** What is to be fetched; undefined when it is off, or gone meanwhile. */
async function fetchingOf(context: Context, code: string): Promise<Fetching | undefined> {
  const feed = await findFeed(context.db, code);
  const system = feed && (await findSystem(context.db, feed.system));
  const adapter = adaptersOf(context).find(({ kind }) => kind === feed?.adapter);
  return feed?.enabled && system?.address && adapter ? { system, feed, adapter } : undefined;
}

const nothing: FeedPulled = { items: 0, changed: 0, fault: null };

const plus = (sum: FeedPulled, more: FeedPulled): FeedPulled => ({
  items: sum.items + more.items,
  changed: sum.changed + more.changed,
  fault: sum.fault ?? more.fault,
});

/** Page after page, each taken in before the next is asked for. */
async function pullPages(
  context: Context,
  { system, feed, adapter }: Fetching,
  signal: AbortSignal,
): Promise<FeedPulled> {
  const channel = await channelOf(context, system, feed, signal);
  let { cursor } = feed;
  let sum = nothing;
  for (let page = 0; page < mostPages; page += 1) {
    const pulled = await adapter.pull(channel, feed.settings, cursor);
    sum = plus(sum, await takeIn(context, system, feed, pulled));
    ({ cursor } = pulled);
    if (!pulled.more) break;
  }
  return sum;
}

/** Fetches what a system has for the inbox. A system that fails is a miss and no error. */
export async function pullFeed(context: Context, code: string, signal: AbortSignal): Promise<FeedPulled> {
  const fetching = await fetchingOf(context, code);
  if (!fetching) return nothing;
  try {
    return await pullPages(context, fetching, signal);
  } catch (error) {
    signal.throwIfAborted();
    const fault = signOf(error);
    await miss(context, fetching.system, fetching.feed, fault);
    return { ...nothing, fault };
  }
}
