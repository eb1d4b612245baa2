import { literal, parquetWith, quoted } from '#engines/duckdb-text';
import type { LakeSession } from '#kernel/lake';
import { maskValue } from '#kernel/record-server';
import type { Dataset, DatasetField } from '#platform/data/catalogue';
import type { FieldProfile } from './profile-contract.ts';

const topValues = 12;
const blanks = ' \t\r\n\u3000\u00a0';
const topShapes = 8;

/** Signs of a shape, by what they stand for, one after the other: nothing of a value is left, in whatever script. */
const signs = [
  ['\\p{Han}', '\ue000'],
  ['\\p{N}', '9'],
  ['\\p{Lu}', '\ue001'],
  ['\\p{L}', 'a'],
  ['\\p{M}', ''],
  ['\ue000', '汉'],
  ['\ue001', 'A'],
] as const;

/** The shape of a text: 9 a digit, A and a letters, 汉 a Chinese character, full width or not. */
const shape = signs.reduce(
  (text, [of, sign]) => `regexp_replace(${text}, ${literal(of)}, ${literal(sign)}, 'g')`,
  'v',
);

const isPersonal = ({ sensitivity }: DatasetField): boolean =>
  sensitivity === 'personal' || sensitivity === 'sensitive';

/** By what values of a field are put in order. */
const scale: Readonly<Partial<Record<DatasetField['type'], string>>> = {
  integer: 'try_cast(v as double)',
  number: 'try_cast(v as double)',
  date: `coalesce(try_cast(v as date), try_strptime(v, ['%Y/%m/%d', '%Y%m%d', '%Y.%m.%d', '%Y年%m月%d日'])::date)`,
};

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value).slice(0, 100);

interface Reading {
  readonly session: LakeSession;
  readonly path: string;
}

const counted = (
  rows: readonly Readonly<Record<string, unknown>>[],
  show: (value: unknown) => string | null,
) => rows.map(({ value, count }) => ({ value: show(value) ?? '', count: Number(count) }));

/** What a batch, as it was handed in, holds in one field: three readings of one column. */
async function profileField({ session, path }: Reading, field: DatasetField): Promise<FieldProfile> {
  const values = `(select nullif(trim(${quoted(field.name)}, ${literal(blanks)}), '') as v from ${parquetWith(path, [field.name])})`;
  const order = scale[field.type];
  const ordered = order ?? 'v';
  const quartiles = order ? `quantile_disc(${order}, [0.25, 0.5, 0.75])` : 'null';
  const [found = {}] = await session.rows(`
    select count(*) - count(v) as missing, count(distinct v) as distinct_values, min(length(v)) as shortest, max(length(v)) as longest,
      min(${ordered})::varchar as least, max(${ordered})::varchar as greatest, ${quartiles}::varchar[] as quartiles from ${values}`);
  const top = await session.rows(
    `select v as value, count(*) as count from ${values} where v is not null group by 1 order by 2 desc, 1 limit ${topValues}`,
  );
  const shapes = await session.rows(
    `select ${shape} as value, count(*) as count from ${values} where v is not null group by 1 order by 2 desc, 1 limit ${topShapes}`,
  );
  const personal = isPersonal(field);
  const show = (value: unknown): string | null =>
    personal ? (maskValue(textOf(value), field.mask ?? 'hidden') as string | null) : textOf(value);
  const quarters = (found['quartiles'] ?? []) as readonly unknown[];
  return {
    field: field.name,
    label: field.label,
    type: field.type,
    personal,
    missing: Number(found['missing']),
    distinct: Number(found['distinct_values']),
    shortest: found['shortest'] === null ? null : Number(found['shortest']),
    longest: found['longest'] === null ? null : Number(found['longest']),
    least: show(found['least']),
    greatest: show(found['greatest']),
    quartiles: personal ? [] : quarters.flatMap((each) => textOf(each) ?? []),
    top: counted(top, show),
    shapes: counted(shapes, textOf),
  };
}

/** What a batch holds, field by field. */
export async function profileFields(reading: Reading, dataset: Dataset): Promise<FieldProfile[]> {
  const fields: FieldProfile[] = [];
  for (const field of dataset.fields) fields.push(await profileField(reading, field));
  return fields;
}
