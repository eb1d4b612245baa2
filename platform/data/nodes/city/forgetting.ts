import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '#kernel/context';
import { dropPayload, isHeldByAnother, settledPayloads } from './payload-store.ts';
import { lockNode } from './node-store.ts';
import { partialFolder } from './payloads.ts';
import { rulesOf } from './rules-of.ts';

const dayMs = 86_400_000;
/** Contents that one run takes away; the next goes on. */
const mostAtOnce = 1000;

/** Pieces of files that no node has gone on with: it begins anew should it still have them. */
async function forgetPartial(context: Context, before: Date): Promise<number> {
  const folder = partialFolder(context);
  const names = await readdir(folder).catch(() => []);
  let gone = 0;
  for (const name of names) {
    const path = join(folder, name);
    const known = await stat(path).catch(() => undefined);
    if (!known || known.mtime >= before) continue;
    await rm(path, { force: true });
    gone += 1;
  }
  return gone;
}

/**
 * Takes away what nodes sent and the city has worked on and acknowledged, once the time for which the city's file keeps it is
 * over: the bytes live on where they were taken in. Headers, digests and receipts stay, which prove that they came.
 * @returns how many contents and pieces went
 */
export async function forgetPayloads(context: Context): Promise<number> {
  const { payload_days: days } = await rulesOf(context.db);
  const before = new Date(context.clock.now().getTime() - days * dayMs);
  let gone = 0;
  for (const payload of await settledPayloads(context.db, before.toISOString(), mostAtOnce)) {
    // That it was sent is forgotten first: a node that sends it again sends all of it.
    const dropped = await context.transaction(async (tx) => {
      await lockNode(tx, payload.node);
      return dropPayload(tx, payload, before.toISOString());
    });
    if (!dropped) continue;
    if (!(await isHeldByAnother(context.db, payload.digest)))
      await context.files.removeUnshared(payload.digest);
    gone += 1;
  }
  return gone + (await forgetPartial(context, before));
}
