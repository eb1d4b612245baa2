import type { ReadCity } from '#kernel/city';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { RecordOf } from '#kernel/record';
import { readRows, writeRows } from '#kernel/record-server';
import { catalogueFile } from './city.ts';
import { limitsOf } from './limit-store.ts';
import { withinLimits } from './limits.ts';
import type { Dataset } from './dataset.ts';
import { Entry } from './records.ts';
import * as store from './store.ts';

/** Who may have it, on what terms. */
export const termsOf = ({ share, way, open, openCondition }: Dataset) => ({
  share: share.type,
  conditionZh: share.condition?.zh ?? null,
  conditionEn: share.condition?.en ?? null,
  basis: share.basis ?? null,
  way,
  open,
  openConditionZh: openCondition?.zh ?? null,
  openConditionEn: openCondition?.en ?? null,
});

/** A dataset as the catalogue's entry describes it. */
export const entryOf = (dataset: Dataset) => ({
  code: dataset.code,
  titleZh: dataset.title.zh,
  titleEn: dataset.title.en,
  provider: dataset.provider,
  abstractZh: dataset.abstract.zh,
  abstractEn: dataset.abstract.en,
  kind: 'dataset' as const,
  resourceCode: dataset.resourceCode ?? null,
  category: dataset.category,
  theme: dataset.theme,
  format: dataset.format,
  ...termsOf(dataset),
  cycle: dataset.cycle,
  related: dataset.related,
  words: dataset.words.length > 0 ? dataset.words.join(' ') : null,
  countedAs: dataset.countedAs ?? null,
  reconstructed: dataset.reconstructed,
  access: `/api/quality/datasets/${dataset.code}/rows`,
  fields: dataset.fields,
});

/** A register of the platform, described from its own declaration: nobody types it twice. */
const entryOfRecord = (record: RecordOf, office: string) => ({
  code: `record-${record.module}-${record.name}`,
  titleZh: record.title.zh,
  titleEn: record.title.en,
  provider: office,
  abstractZh: record.description?.zh ?? `平台登记册：${record.title.zh}。`,
  abstractEn: record.description?.en ?? `A register of the platform: ${record.title.en}.`,
  kind: 'record' as const,
  category: 'department' as const,
  theme: 'platform',
  format: 'database' as const,
  share: 'conditional' as const,
  conditionZh: '为履行职责需要，在登记册的权限之内',
  conditionEn: 'Where a duty needs it, within the rights of the register',
  way: 'interface' as const,
  open: 'none' as const,
  cycle: 'real-time',
  reconstructed: false,
  access: `/api/${record.module}/${record.plural}`,
  fields: Object.entries(record.fields).map(([name, each]) => ({
    name,
    label: each.label,
    sensitivity: each.sensitivity,
    required: !each.optional,
  })),
});

const source = `city:${catalogueFile.path}`;

/** Brings the city's catalogue and the platform's own registers into the entries. What was counted of them stays; what is gone is withdrawn. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { office, datasets } = city.get(catalogueFile);
  const records = context.modules.flatMap((module) => module.records ?? []).map(({ record }) => record);
  await context.transaction(async (tx) => {
    const described = await store.describedCodes(tx);
    const limits = await limitsOf(tx);
    const entries = [
      ...datasets
        .filter(({ code }) => !described.includes(code))
        .map((each) => entryOf(withinLimits(each, limits.get(each.code)))),
      ...records.map((record) => entryOfRecord(record, office)),
    ];
    await store.replaceDatasets(tx, datasets);
    const known = await readRows(
      context,
      tx,
      Entry,
      entries.map(({ code }) => code),
    );
    const counted = new Map(known.map((row) => [row.code, row]));
    const today = dayOf(context, context.clock.now());
    const rows = entries.map((entry) => {
      const {
        rows: count = null,
        good = null,
        deliveredAt = null,
        publishedOn,
      } = counted.get(entry.code) ?? {};
      return { ...entry, rows: count, good, deliveredAt, publishedOn: publishedOn ?? today };
    });
    await writeRows(context, tx, Entry, rows, { source, simulated: false });
    const stamp = { at: context.clock.now().toISOString(), by: context.actor.id, source };
    const gone = await store.withdrawGone(tx, [...entries.map(({ code }) => code), ...described], stamp);
    if (gone.length > 0)
      await context.ledger(tx, {
        action: 'change',
        resource: 'catalogue.entry',
        subjects: [],
        detail: { withdrawn: gone.length, keys: gone.slice(0, 20), source },
      });
  });
}
