import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow, type Incoming, type RecordOverrides } from '#kernel/record-server';
import { putDevice } from '#platform/sense/tracks';
import { Terminal, Vehicle } from './records.ts';
import { trackOf } from './store.ts';
import { texts } from './texts.ts';

/** A vehicle that is registered can be followed. */
export const vehicleWriting: RecordOverrides = {
  afterWrite: async ({ key }, context, tx) => {
    const row = await readRow(context, tx, Vehicle, key);
    if (!row) return;
    await putDevice(tx, {
      device: trackOf(key),
      kind: row.kind,
      label: key,
      owner: row.owner,
      path: `/fleet/vehicles/${encodeURIComponent(key)}`,
      simulated: row.meta.simulated,
    });
  },
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Whose terminal it would be, and of which vehicle: an import gives some fields of one that is there. */
async function meant(incoming: Incoming, context: Context, tx: Db) {
  const key = textOf(incoming['phone']);
  const before = key === undefined ? undefined : await readRow(context, tx, Terminal, key);
  const { vehicle = before?.vehicle, owner = before?.owner ?? context.actor.organisation } = incoming;
  return { plate: textOf(vehicle), owner: textOf(owner) };
}

/** A terminal tells where a vehicle of its own operator is, never where another's is. */
export const terminalWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const { plate, owner } = await meant(incoming, context, tx);
    const vehicle = plate === undefined ? undefined : await readRow(context, tx, Vehicle, plate);
    if (vehicle && owner !== undefined && vehicle.owner !== owner)
      throw new Problem(422, 'fleet.other-owner', texts.otherOwner);
    return incoming;
  },
};
