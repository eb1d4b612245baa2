import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Incoming, RecordOverrides } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { listDatasets } from '#platform/data/catalogue';
import { texts } from '../texts.ts';
import { findNode } from './node-store.ts';

/** A node of a department is registered for what its department provides. @throws Problem 422 `nodes.invalid` */
async function requireDatasets(db: Db, incoming: Incoming): Promise<void> {
  const known = new Map((await listDatasets(db)).map((each) => [each.code, each]));
  const isWrong = (code: string, own: boolean): boolean => {
    const dataset = known.get(code);
    return !dataset || (own && dataset.provider !== incoming['owner']);
  };
  // What lies at both ends lies at its provider's, whoever else may send it.
  for (const [path, own] of [
    ['datasets', incoming['role'] === 'department'],
    ['shared', true],
  ] as const) {
    const wrong = ((incoming[path] ?? []) as readonly string[]).find((code) => isWrong(code, own));
    if (wrong === undefined) continue;
    const detail = fill(texts.noDataset, { dataset: wrong });
    throw new Problem(422, 'nodes.invalid', detail, { errors: [{ path, code: 'nodes.invalid', detail }] });
  }
}

export const nodeWriting: RecordOverrides = {
  beforeWrite: async (incoming: Incoming, _context: Context, db: Db) => {
    const known = await findNode(db, String(incoming['code']));
    await requireDatasets(db, { ...known, ...incoming });
    return known
      ? incoming
      : { datasets: [], shared: [], authority: 'node', ...incoming, state: 'registered' };
  },
};
