import { setTimeout } from 'node:timers/promises';
import { inBackground } from '../background.ts';
import type { SessionSource } from '../session.ts';
import type { StoreLog } from '../store.ts';

/** Pause between two looks: what was filled in bulk is planned for well soon after. */
const everyMs = 5000;
/** And so many times as long as the last look took: while a city is filled, looks would have an eighth of its only session. */
const timesAsLong = 15;

/**
 * Tables that changed so much that plans go by a wrong size (more than a tenth and 500 rows since the last look), and
 * those more than half of which is dead; the most changed first.
 */
const changedTables = `
  select quote_ident(s.schemaname) || '.' || quote_ident(s.relname) as name,
    s.n_dead_tup > 1000 + greatest(c.reltuples, 0) * 0.5 as dead
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_mod_since_analyze > 500 + greatest(c.reltuples, 0) * 0.1 or s.n_dead_tup > 1000 + greatest(c.reltuples, 0) * 0.5
  order by s.n_mod_since_analyze desc limit 4`;

interface Changed {
  readonly name: string;
  readonly dead: boolean;
}

/** @returns how long it had the session, in milliseconds */
async function look(source: SessionSource): Promise<number> {
  const session = await inBackground(() => source.acquire());
  const began = performance.now();
  try {
    // However long it takes: running out of time would replace the engine, and the next look would begin again.
    await session.limit(0);
    const { rows } = await session.query(changedTables);
    for (const { name, dead } of rows as Changed[])
      await session.query(dead ? `vacuum (analyze) ${name}` : `analyze ${name}`);
    return performance.now() - began;
  } finally {
    await session.release(false);
  }
}

/**
 * The embedded engine is one process and has nobody who vacuums and analyses: without this, plans go by guesses and
 * what is updated in bulk grows. It takes its turn like everybody else. @returns what ends it
 */
export function keepUp(source: SessionSource, log: StoreLog | undefined): () => Promise<void> {
  const stopping = new AbortController();
  const going = (async () => {
    for (let took = 0; ;) {
      const pause = Math.max(everyMs, timesAsLong * took);
      await setTimeout(pause, undefined, { signal: stopping.signal, ref: false });
      took = await look(source).catch((error: unknown) => {
        log?.warn({ error: String(error) }, 'upkeep was missed');
        return 0;
      });
    }
  })().catch(() => undefined);
  return async () => {
    stopping.abort();
    await going;
  };
}
