import type { Placed } from '#platform/data/addresses';
import { getDatasetEver } from '#platform/data/catalogue';
import { proveMended, raiseFindings, type RaisedFinding } from '#platform/data/quality';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { PlacedEntity, ToPlace } from './placing-store.ts';

/** Rules of the register of addresses: what no rule about one row can see, because it needs the city's own names. */
export const unknownRule = 'registers.address-unknown';
export const severalRule = 'registers.address-several';
export const addressRules = { unknown: unknownRule, several: severalRule } as const;

const titles: Readonly<Record<keyof typeof addressRules, Text>> = {
  unknown: { zh: '地址不在任何已知的村（社区）', en: 'Address in no known village' },
  several: { zh: '地址对应不止一处', en: 'Address fits more than one place' },
};

/** What is wrong with it, naming divisions only: nothing of the house stands in a finding. */
export function faultOf({ read: { contradictions, candidates } }: Pick<Placed, 'read'>): Text {
  const [contradiction] = contradictions;
  if (contradiction) {
    const { written, within, elsewhere } = contradiction;
    const places = elsewhere.map(({ name, code }) => `${name}（${code}）`).join('、');
    const there = elsewhere.map(({ name, code }) => `${name} (${code})`).join(', ');
    return {
      zh: `${within}没有“${written}”。${places ? `同名的在：${places}。` : ''}请核对镇街和村社区后重新报送。`,
      en: `There is no “${written}” in ${within}.${there ? ` One of that name is: ${there}.` : ''} Check town and village and hand it in again.`,
    };
  }
  if (candidates.length > 1) {
    const names = candidates.map(({ name, code }) => `${name}（${code}）`).join('、');
    return {
      zh: `对应不止一处：${names}。请把镇街和村社区写全后重新报送。`,
      en: `More than one place fits: ${candidates.map(({ name, code }) => `${name} (${code})`).join(', ')}. Write town and village in full and hand it in again.`,
    };
  }
  return {
    zh: '写到的镇街或村社区不在本市区划名录中。请核对后重新报送。',
    en: 'The town or village in it is in no list of divisions. Check it and hand it in again.',
  };
}

/** One entity with what was made of its address. */
export interface Judged {
  readonly entity: ToPlace;
  readonly placed: Placed;
  readonly noted: PlacedEntity;
}

/** Returns what cannot be placed to the department whose row wrote it, and ends what was said of rows that now can. */
export async function tellOwners(context: Context, tx: Db, judged: readonly Judged[]): Promise<void> {
  for (const [code, group] of Map.groupBy(judged, ({ noted }) => noted.dataset)) {
    if (code === null) continue;
    const dataset = await getDatasetEver(tx, code);
    const field = dataset.fields.find(({ feeds }) => feeds?.attribute === 'address')?.name ?? dataset.key;
    const raised = group.flatMap(({ entity, placed, noted }): RaisedFinding[] => {
      const { verdict } = placed;
      if ((verdict !== 'unknown' && verdict !== 'several') || !entity.origin || !noted.row_key) return [];
      return [
        {
          dataset: code,
          batch: entity.origin.batch,
          row: noted.row ?? entity.origin.row,
          key: noted.row_key,
          rule: addressRules[verdict],
          dimension: 'accurate',
          severity: 'warn',
          field,
          value: entity.address,
          suggestion: null,
          title: titles[verdict],
          message: faultOf(placed),
          simulated: entity.simulated,
          at: entity.origin.at,
        },
      ];
    });
    await raiseFindings(context, tx, raised);
  }
  await settle(context, tx, judged);
}

/** A row that was told something and is in order now, or whose word no longer stands. */
async function settle(context: Context, tx: Db, judged: readonly Judged[]): Promise<void> {
  const settled = judged.filter(
    ({ entity: { before }, placed }) =>
      before?.dataset &&
      (before.verdict === 'unknown' || before.verdict === 'several') &&
      before.verdict !== placed.verdict,
  );
  for (const { entity } of settled) {
    const { before, origin } = entity;
    if (!before?.dataset || !before.row_key || !origin) continue;
    if (before.verdict !== 'unknown' && before.verdict !== 'several') continue;
    await proveMended(context, tx, {
      dataset: before.dataset,
      batch: origin.batch,
      spokenAt: origin.at,
      rule: addressRules[before.verdict],
      rows: [{ key: before.row_key, row: origin.row }],
    });
  }
}
