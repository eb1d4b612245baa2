import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows, type WriteOptions } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import { mandateInForce } from '#platform/base/identity';
import { findDataset } from '#platform/data/catalogue';
import { consentsFor, consentsOf, type ConsentRow } from './consent-store.ts';
import type { ConsentGiven } from './contract.ts';
import { Consent } from './filed.ts';
import { findParty, requireSeen } from './party.ts';
import type { Open } from './sheet.ts';
import { texts } from './texts.ts';

const own = 'reporting:file';
const basisOf = (context: Context): string => mandateInForce(context.actor)?.basis ?? own;
const told: WriteOptions = { source: 'reporting:consent', basis: own };

/** Datasets that the consent names and that a return's own questions are answered from. */
const datasetsOf = ({ all, cells }: Open, code: string, agreed: readonly string[]): string[] => {
  const asked = new Set(all.filter(({ filing }) => filing.return === code).map(({ cell }) => cell));
  const held = cells.flatMap(({ cell, dataset }) => (dataset && asked.has(cell) ? [dataset.code] : []));
  return [...new Set(held)].filter((each) => agreed.includes(each)).toSorted();
};

const same = (one: readonly string[], other: readonly string[]): boolean => one.join() === other.join();

/** Writes down who agreed to what, for each return that the sheet names; what stands already is not said twice. */
export async function noteGiven(
  context: Context,
  tx: Db,
  open: Open,
  agreed: readonly string[],
): Promise<void> {
  const { party, endsOn, filings, row } = open;
  const standing = await consentsOf(tx, party.key, { endsOn, standing: true });
  const rows = filings.flatMap((filing) => {
    const datasets = datasetsOf(open, filing.return, agreed);
    const known = standing.some((each) => each.return === filing.return && same(each.datasets, datasets));
    if (known) return [];
    return [
      {
        id: `${filing.id}.${(row?.revision ?? 0) + 1}`,
        return: filing.return,
        owner: filing.owner,
        [party.kind]: party.key,
        period: filing.period,
        endsOn,
        datasets,
        basis: basisOf(context),
        givenBy: context.actor.id,
        givenAt: context.clock.now().toISOString(),
        state: 'standing',
        simulated: filing.simulated,
      },
    ];
  });
  await writeRows(context, tx, Consent, rows, told);
}

/** Writes down who took back what stood on a sheet. */
export async function noteTakenBack(context: Context, tx: Db, { party, endsOn }: Open): Promise<void> {
  const rows = (await consentsOf(tx, party.key, { endsOn, standing: true })).map(({ id, simulated }) => ({
    id,
    simulated,
    state: 'withdrawn',
    endedBy: context.actor.id,
    endedAt: context.clock.now().toISOString(),
  }));
  await writeRows(context, tx, Consent, rows, told);
}

/** What was agreed to for filings that are asked no longer is needed no longer. */
export async function noteLapsed(context: Context, tx: Db, filings: readonly string[]): Promise<void> {
  const at = context.clock.now().toISOString();
  const rows = (await consentsFor(tx, filings)).map((id) => ({
    id,
    state: 'lapsed',
    endedBy: system.id,
    endedAt: at,
  }));
  await writeRows(context, tx, Consent, rows, { source: 'reporting:dropped', basis: 'reporting:design' });
}

/** In what capacity somebody acted. */
const capacities: Readonly<Record<string, Text>> = {
  [own]: texts.byThemselves,
  'relation:relations.guardian': texts.byGuardian,
  'relation:relations.family-proxy': texts.byProxy,
  'relation:relations.company-agent': texts.byAgent,
  'registers:household': texts.byMember,
  unrecorded: texts.byUnrecorded,
};

const titled = async (db: Db, code: string): Promise<Text> =>
  (await findDataset(db, code))?.title ?? { zh: code, en: code };

/** One act: given at one moment, for all returns of a sheet, and taken back at one. */
const actOf = ({ endsOn, givenAt, givenBy, state, endedAt }: ConsentRow): string =>
  [endsOn, givenAt, givenBy, state, endedAt].join(' ');

/** All consents of whom the actor answers for, the newest first: when and by whom each was given, and when it ended. */
export async function myConsents(context: Context): Promise<{ items: ConsentGiven[] }> {
  const { db } = context;
  const party = await findParty(context, db);
  if (!party) return { items: [] };
  requireSeen(context, party);
  const items: ConsentGiven[] = [];
  for (const [first, ...more] of Map.groupBy(await consentsOf(db, party.key), actOf).values()) {
    if (!first) continue;
    const all = [first, ...more];
    const datasets = [...new Set(all.flatMap((each) => each.datasets))];
    items.push({
      endsOn: first.endsOn,
      returns: all.map(({ titleZh, titleEn }) => ({ zh: titleZh, en: titleEn ?? titleZh })),
      datasets: await Promise.all(datasets.map((code) => titled(db, code))),
      givenAt: first.givenAt,
      by: capacities[first.basis] ?? texts.byOther,
      state: first.state,
      endedAt: first.endedAt,
      simulated: all.some(({ simulated }) => simulated),
    });
  }
  return { items };
}
