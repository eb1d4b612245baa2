import type { RecordOverrides } from '#kernel/record-server';
import { readRow } from '#kernel/record-server';
import { putDevice } from '#platform/sense/tracks';
import { Vehicle } from './records.ts';
import { trackOf } from './store.ts';

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
