import { isDeepStrictEqual } from 'node:util';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem, refuseIf } from '#kernel/problem';
import type { Incoming, RecordOverrides } from '#kernel/record-server';
import { listDatasets } from '#platform/data/catalogue';
import { sameNumber } from './rules.ts';
import { findClash, findHandOver, type HandOverRow } from './store.ts';
import { texts } from './texts.ts';

/** What the slip says; nobody changes it once the file was read. */
const ofTheSlip = [
  'dataset',
  'courier',
  'handedOn',
  'mediumKind',
  'mediumNumber',
  'sealState',
  'sealNumber',
  'statedDigest',
  'statedRows',
  'purpose',
  'legalBasis',
] as const satisfies readonly (keyof HandOverRow)[];

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? sameNumber(value) : null;

/** @throws Problem 409 `handover.medium-here`, `handover.medium-destroyed`, `handover.seal-used` */
async function requireFresh(db: Db, number: string, medium: string, seal: string | null): Promise<void> {
  // Two who register one medium at once: the second waits, and then sees the first.
  for (const each of [medium, seal ?? medium].toSorted()) await oneAtATime(db, `handover.medium ${each}`);
  const clash = await findClash(db, { number, medium, seal });
  if (!clash) return;
  const facts = { number: clash.number };
  refuseIf(clash.of === 'seal', 'handover.seal-used', texts.sealUsed, facts);
  refuseIf(clash.mediumState === 'destroyed', 'handover.medium-destroyed', texts.mediumDestroyed, facts);
  refuseIf(true, 'handover.medium-here', texts.mediumHere, facts);
}

const wrong = (path: string, detail: Problem['detail']): Problem =>
  new Problem(422, 'handover.invalid', detail, { errors: [{ path, code: 'handover.invalid', detail }] });

async function ownerOf(db: Db, dataset: unknown): Promise<string> {
  const found = (await listDatasets(db)).find(({ code }) => code === dataset);
  if (!found) throw wrong('dataset', texts.noDataset);
  return found.provider;
}

/** The slip as it is written down: numbers in one form, the owner of the dataset, nothing read yet. */
async function slip(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const number = String(incoming['number']);
  const medium = textOf(incoming['mediumNumber']);
  if (medium === null) return incoming;
  const seal = textOf(incoming['sealNumber']);
  if ((seal === null) !== (incoming['sealState'] === 'none')) throw wrong('sealNumber', texts.sealNeeded);
  if (incoming['statedDigest'] !== undefined && !/^[0-9a-f]{64}$/i.test(String(incoming['statedDigest'])))
    return incoming;
  await requireFresh(db, number, medium, seal);
  const owner = await ownerOf(db, incoming['dataset']);
  return {
    ...incoming,
    mediumNumber: medium,
    sealNumber: seal,
    statedDigest: String(incoming['statedDigest']).toLowerCase(),
    owner,
    desk: incoming['desk'] ?? context.actor.organisation ?? owner,
    state: 'registered',
    differences: [],
    mediumState: 'held',
  };
}

const isChanged = (known: HandOverRow, incoming: Incoming): boolean =>
  ofTheSlip.some(
    (name) => incoming[name] !== undefined && !isDeepStrictEqual(incoming[name] ?? null, known[name] ?? null),
  );

export const handOverWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, db) => {
    const known = await findHandOver(db, String(incoming['number']));
    if (!known) return slip(incoming, context, db);
    if (!isChanged(known, incoming)) return incoming;
    refuseIf(known.state !== 'registered', 'handover.slip-fixed', texts.slipFixed);
    const before = Object.fromEntries(ofTheSlip.map((name) => [name, known[name]]));
    return slip({ desk: known.desk, ...before, ...incoming }, context, db);
  },
  beforeWithdraw: async ({ key }, _context, db) => {
    const known = await findHandOver(db, key);
    refuseIf(known !== undefined && known.state !== 'registered', 'handover.slip-fixed', texts.slipFixed);
  },
};
