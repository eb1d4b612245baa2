import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { addressMerged } from './contract.ts';
import { placeAddresses } from './place.ts';
import { Address } from './records.ts';
import { texts } from './texts.ts';
import * as store from './store.ts';

/** @throws Problem 404 for an address that is not there or not in the writer's scope, 409 for one not in use */
async function lockInUse(context: Context, tx: Db, key: string): Promise<void> {
  const row = await lockRow(context, tx, Address, key, 'addresses:write');
  if (!row) throw notFound(Address.title, key);
  refuseIf(row.state !== 'in-use', 'addresses.not-in-use', texts.notInUse, { code: key });
}

/** Enters an address by hand; one that is known already only gets its position. */
export async function enterAddress(
  context: Context,
  {
    text,
    longitude,
    latitude,
  }: { text: string; longitude?: number | undefined; latitude?: number | undefined },
) {
  return context.transaction(async (tx) => {
    const [placed] = await placeAddresses(context, tx, [{ text, simulated: false }], { source: 'form' });
    if (!placed?.code) {
      const verdict = placed?.verdict ?? 'vague';
      throw new Problem(422, `addresses.${verdict}`, texts[verdict === 'placed' ? 'vague' : verdict]);
    }
    const row = await lockRow(context, tx, Address, placed.code, 'addresses:write');
    if (!row) throw new Problem(403, 'addresses.outside-scope', texts.outsideScope);
    refuseIf(row.state !== 'in-use', 'addresses.not-in-use', texts.notInUse, { code: placed.code });
    if (longitude !== undefined && latitude !== undefined)
      await writeRows(
        context,
        tx,
        Address,
        [{ code: placed.code, point: { type: 'Point', coordinates: [longitude, latitude] } }],
        { source: 'form' },
      );
    return { code: placed.code, text: placed.read.text, known: !placed.fresh };
  });
}

/** Two codes for one place become one; what was merged into the first goes along. */
export async function mergeAddress(
  context: Context,
  { code, into, reason }: { code: string; into: string; reason: string },
) {
  refuseIf(code === into, 'addresses.same', texts.same);
  return context.transaction(async (tx) => {
    // In one order whoever asks, so that two merges the other way round wait for one another.
    for (const key of [code, into].toSorted()) await lockInUse(context, tx, key);
    const moved = [code, ...(await store.mergedInto(tx, code))];
    await writeRows(
      context,
      tx,
      Address,
      moved.map((each) => ({ code: each, state: 'merged', mergedInto: into, note: reason })),
      { source: 'form' },
    );
    for (const each of moved)
      await context.emit(tx, addressMerged, { key: each, payload: { code: each, into } });
    return { code, state: 'merged' as const };
  });
}

/** A place that is no more; who is registered there stays so, until their department says otherwise. */
export async function abolishAddress(context: Context, { code, reason }: { code: string; reason: string }) {
  return context.transaction(async (tx) => {
    await lockInUse(context, tx, code);
    await writeRows(context, tx, Address, [{ code, state: 'abolished', note: reason }], { source: 'form' });
    return { code, state: 'abolished' as const };
  });
}
