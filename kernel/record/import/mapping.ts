import { createHash } from 'node:crypto';
import { matchColumns, type MatchField, type MatchReason } from '#engines/tabular';
import { Problem } from '../../problem.ts';
import type { RecordPlan } from '../plan.ts';

/** Which header stands for which field; null when none does. `place.longitude` is a part of a point. */
export type Mapping = Readonly<Record<string, string | null>>;

export type Reason = 'remembered' | 'label' | 'alias' | 'similar' | 'chosen' | 'none';

export interface Matched {
  readonly field: string;
  readonly header: string | null;
  readonly reason: Reason;
}

export const longitudeOf = (name: string): string => `${name}.longitude`;
export const latitudeOf = (name: string): string => `${name}.latitude`;
/** Not a field of the record but a mark of every row. */
export const simulatedColumn = 'simulated';
export const simulatedLabel = { zh: '模拟数据', en: 'Simulated' };

const reasons: Readonly<Record<MatchReason, Reason>> = {
  remembered: 'remembered',
  label: 'label',
  alias: 'alias',
  normalised: 'label',
  similar: 'similar',
  none: 'none',
};

/** What a file may bring: the fields that are not computed, the halves of points, the mark of what is simulated. */
export function targets(plan: RecordPlan): MatchField[] {
  const fields = plan.fields.filter(({ field }) => !field.computed);
  const points = fields.filter(({ field }) => field.kind === 'point');
  return [
    ...fields.map(({ name, field }) => ({
      name,
      labels: [field.label.zh, field.label.en],
      aliases: [...(field.aliases ?? [])],
    })),
    ...points.flatMap(({ name, field: { label } }) => [
      {
        name: longitudeOf(name),
        labels: [`${label.zh}经度`, `${label.en} longitude`],
        aliases: ['经度', 'longitude', 'lon', 'lng'],
      },
      {
        name: latitudeOf(name),
        labels: [`${label.zh}纬度`, `${label.en} latitude`],
        aliases: ['纬度', 'latitude', 'lat'],
      },
    ]),
    ...(plan.record.fields[simulatedColumn]
      ? []
      : [{ name: simulatedColumn, labels: [simulatedLabel.zh, simulatedLabel.en] }]),
  ];
}

export function propose(plan: RecordPlan, headers: readonly string[], remembered: Mapping): Matched[] {
  const known = Object.fromEntries(
    Object.entries(remembered).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return matchColumns(headers, targets(plan), known).map(({ field, header, reason }) => ({
    field,
    header: header ?? null,
    reason: reasons[reason],
  }));
}

/**
 * The mapping that somebody chose, checked against the record and the file.
 * @throws Problem 422 `records.mapping-invalid`
 */
export function chosen(plan: RecordPlan, headers: readonly string[], mapping: Mapping): Matched[] {
  const names = targets(plan).map(({ name }) => name);
  const unknown = Object.entries(mapping).filter(
    ([field, header]) => !names.includes(field) || (header !== null && !headers.includes(header)),
  );
  if (unknown.length > 0)
    throw new Problem(
      422,
      'records.mapping-invalid',
      {
        zh: '对应关系中有不存在的字段或列，请重新选择。',
        en: 'The mapping names a field or a column that is not there. Choose again.',
      },
      {
        errors: unknown.map(([path, header]) => ({
          path,
          code: 'records.mapping-invalid',
          detail: { zh: `没有“${header ?? path}”。`, en: `There is no "${header ?? path}".` },
        })),
      },
    );
  return names.map((field) => {
    const header = mapping[field] ?? null;
    return { field, header, reason: header === null ? 'none' : 'chosen' };
  });
}

export const mappingOf = (matched: readonly Matched[]): Mapping =>
  Object.fromEntries(matched.map(({ field, header }) => [field, header]));

/**
 * The key must come from the file; every other field may be left as it stands.
 * @throws Problem 422 `records.key-not-mapped`
 */
export function requireKey(plan: RecordPlan, mapping: Mapping): void {
  if (mapping[plan.key.name]) return;
  const { label } = plan.key.field;
  throw new Problem(422, 'records.key-not-mapped', {
    zh: `须指定哪一列是“${label.zh}”，否则无法识别每一行。`,
    en: `Say which column is "${label.en}"; without it no row can be told from another.`,
  });
}

/** The set of headers by which a mapping is remembered, whatever their order. */
export const headersDigest = (headers: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(headers.toSorted())).digest('hex');
