import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import * as store from '../message-store.ts';
import type { Delivery, Reading } from './reader.ts';

/** So long the same message counts as one that came before. */
const rememberedMs = 7 * 86_400_000;

/** Told the digests of messages when the table that they went into is kept elsewhere. */
export type Settled = (digests: readonly string[]) => Promise<void>;

/** The table of a cut: the same messages make the same bytes, also after a crash. */
function tableOf({ context, source }: Reading, cut: string, settled?: Settled): Delivery {
  return {
    filename: `${source.code}-${cut.slice(0, 8)}.ndjson`,
    write: async (path) => {
      const lines = await store.linesOfCut(context.db, source.code, cut);
      await writeFile(path, `${lines.join('\n')}\n`);
      return {};
    },
    settle: async () => {
      const at = context.clock.now().toISOString();
      const digests = await store.endCut(context.db, { source: source.code, cut, at });
      await settled?.(digests);
    },
  };
}

/** Tables that were cut before the process ended, and not noted as taken. */
export async function* pendingTables(reading: Reading): AsyncGenerator<Delivery> {
  for (const cut of await store.pendingCuts(reading.context.db, reading.source.code))
    yield tableOf(reading, cut);
}

/**
 * Tables of what waits: whole ones while it goes on, the rest at its end. Messages that are no records wait for one that is,
 * and are told beside it.
 * @param least leave what is fewer than these
 */
export async function* tables(
  reading: Reading,
  { most, least }: { readonly most: number; readonly least: number },
  settled?: Settled,
): AsyncGenerator<Delivery> {
  const { context, source } = reading;
  for (;;) {
    const { messages, sound } = await store.waitingMessages(context.db, source.code);
    if (sound === 0 || messages < least) return;
    const cut = randomUUID();
    if ((await store.cutMessages(context.db, { source: source.code, cut, most })) === 0) return;
    yield tableOf(reading, cut, settled);
  }
}

/** Forgets what came long ago and was not sent again since. */
export async function forgetOld({ context, source }: Reading): Promise<void> {
  const before = new Date(context.clock.now().getTime() - rememberedMs).toISOString();
  await store.forgetMessages(context.db, source.code, before);
}

/** One table of lines that are kept nowhere else, for a look; none when there are none. */
export function* shownTable({ source }: Reading, lines: readonly string[]): Generator<Delivery> {
  if (lines.length === 0) return;
  yield {
    filename: `${source.code}.ndjson`,
    write: async (path) => {
      await writeFile(path, `${lines.join('\n')}\n`);
      return {};
    },
  };
}
