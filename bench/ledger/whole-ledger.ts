// Ours: entries through the ledger's port, sealed into the tree by the module's own sealer, then a proof of one.
import { sql } from 'kysely';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { verifyLedger } from '#platform/base/ledger';
import { answer, usage } from '../machinery/answer.ts';
import { openCity } from '../machinery/open-city.ts';
import { serverMeter } from '../machinery/server-cpu.ts';
import { atOnce, entryOf, readers } from './entries.ts';

interface Input {
  readonly url: string;
  readonly folder: string;
  readonly entries: number;
  /** Entries that are entered one a request, for the second figure. */
  readonly single: number;
}

async function pending(context: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ledger.entering`.execute(
    context.db,
  );
  return rows[0]?.n ?? 0;
}

/** So many requests at once, each of which is answered when its own entry is in. */
async function enterSingly(context: Context, entries: number, atATime: number): Promise<number> {
  const before = usage().cpuSeconds;
  let next = 0;
  const reader = async (): Promise<void> => {
    while (next < entries) await context.ledger(context.db, entryOf((next += 1)));
  };
  await Promise.all(Array.from({ length: atATime }, reader));
  return usage().cpuSeconds - before;
}

interface Proof {
  readonly proof: readonly string[];
}

await answer(async ({ url, folder, entries, single }: Input) => {
  const platform = await openCity(url, folder);
  const meter = await serverMeter(url);
  const context = platform.contextFor(system);
  const ledger = platform.services.modules.find(({ id }) => id === 'ledger');
  const ask = (name: string, input: object) => ledger?.mounted?.handlers[name]?.(input as never, context);
  const [before, serverBefore] = [usage().cpuSeconds, await meter?.()];
  for (let from = 0; from < entries; from += atOnce)
    await context.transaction(async (tx) => {
      for (let index = from; index < from + atOnce; index++) await context.ledger(tx, entryOf(index));
    });
  const entered = usage().cpuSeconds;
  await ask('heads', { query: { limit: 1 } });
  if ((await pending(context)) > 0) throw new Error('entries are still pending after sealing');
  const [sealed, serverSealed] = [usage().cpuSeconds, await meter?.()];
  const { proof } = (await ask('proof', { params: { sequence: Math.floor(entries / 3) } })) as Proof;
  const proved = usage().cpuSeconds;
  const verified = await verifyLedger(context);
  if (!verified.ok) throw new Error(`the ledger is not whole: ${JSON.stringify(verified.faults[0])}`);
  const checked = usage().cpuSeconds;
  const many = await enterSingly(context, single, readers);
  const one = await enterSingly(context, single, 1);
  await platform.close();
  return {
    cpuSeconds: sealed - before,
    enter: entered - before,
    seal: sealed - entered,
    prove: proved - sealed,
    verify: checked - proved,
    server:
      serverBefore === undefined || serverSealed === undefined ? undefined : serverSealed - serverBefore,
    proof: proof.length,
    many,
    one,
  };
});
