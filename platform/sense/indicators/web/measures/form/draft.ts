import type { MeasureDefinition, MeasureSource } from '../../../contract.ts';

/** What a form of a measure holds while it is filled in, to and from the definition that it stands for. */

type Side = NonNullable<MeasureDefinition['numerator']>;
type Condition = Side['where'][number];
export type JoinDraft = Side['joins'][number];
export type DimensionDraft = MeasureDefinition['dimensions'][number];

export const hows = ['in', 'not', 'from', 'to', 'known', 'unknown'] as const;
export type How = (typeof hows)[number];

/** One thing that is asked of one field. Several values stand with commas between. */
export interface ConditionDraft {
  readonly field: string;
  readonly how: How;
  readonly value: string;
}

export interface SideDraft {
  readonly record: string;
  readonly aggregate: string;
  readonly field: string;
  readonly time: string;
  /** What stands at the end of a period, not what happened in it; until when a row stands. */
  readonly stands: boolean;
  readonly until: string;
  readonly lastDay: boolean;
  readonly where: readonly ConditionDraft[];
  readonly joins: readonly JoinDraft[];
}

export interface TermDraft {
  readonly measure: string;
  readonly times: string;
}

export interface TargetDraft {
  readonly period: string;
  readonly value: string;
}

export interface Draft {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly definitionZh: string;
  readonly definitionEn: string;
  readonly unitZh: string;
  readonly unitEn: string;
  /** From rows of a record, or of other measures. */
  readonly made: 'rows' | 'measures';
  readonly isRatio: boolean;
  readonly numerator: SideDraft;
  readonly denominator: SideDraft;
  readonly above: readonly TermDraft[];
  readonly below: readonly TermDraft[];
  readonly dimensions: readonly DimensionDraft[];
  readonly factor: string;
  readonly grain: string;
  readonly direction: string;
  readonly owner: string;
  readonly least: string;
  readonly audience: string;
  readonly path: string;
  readonly targets: readonly TargetDraft[];
}

const emptySide: SideDraft = {
  record: '',
  aggregate: 'count',
  field: '',
  time: '',
  stands: false,
  until: '',
  lastDay: false,
  where: [],
  joins: [],
};
export const freshTerm: TermDraft = { measure: '', times: '1' };

export const emptyDraft: Draft = {
  code: '',
  titleZh: '',
  titleEn: '',
  definitionZh: '',
  definitionEn: '',
  unitZh: '',
  unitEn: '',
  made: 'rows',
  isRatio: false,
  numerator: emptySide,
  denominator: emptySide,
  above: [freshTerm],
  below: [freshTerm],
  dimensions: [],
  factor: '1',
  grain: 'month',
  direction: 'more',
  owner: '',
  least: '',
  audience: 'signed-in',
  path: 'linear',
  targets: [],
};

/** Several things asked of one field at once, one by one. */
function conditionDrafts({ field, in: one, not, from, to, known }: Condition): ConditionDraft[] {
  const drafts: ConditionDraft[] = [];
  if (one) drafts.push({ field, how: 'in', value: one.join(', ') });
  if (not) drafts.push({ field, how: 'not', value: not.join(', ') });
  if (from !== undefined) drafts.push({ field, how: 'from', value: String(from) });
  if (to !== undefined) drafts.push({ field, how: 'to', value: String(to) });
  if (known !== undefined) drafts.push({ field, how: known ? 'known' : 'unknown', value: '' });
  return drafts;
}

function sideDraft(side: Side | undefined): SideDraft {
  if (!side) return emptySide;
  const { record, aggregate, field = '', time, standing, where, joins } = side;
  return {
    record,
    aggregate,
    field,
    time,
    stands: standing !== undefined,
    until: standing?.until ?? '',
    lastDay: standing?.lastDay ?? false,
    where: where.flatMap(conditionDrafts),
    joins,
  };
}

type Terms = NonNullable<MeasureDefinition['derived']>['numerator'];
const termDrafts = (terms: Terms | undefined): TermDraft[] =>
  terms?.map(({ measure, times }) => ({ measure, times: String(times) })) ?? [freshTerm];

const secrecyDraft = ({ secrecy }: MeasureDefinition): string => (secrecy ? String(secrecy.least) : '');

const targetDrafts = ({ targets }: MeasureDefinition): Pick<Draft, 'path' | 'targets'> => ({
  path: targets?.path ?? 'linear',
  targets: targets?.points.map(({ period, value }) => ({ period, value: String(value) })) ?? [],
});

/** A definition as the form shows it. */
export function draftOf(measure: MeasureDefinition): Draft {
  const { title, definition, unit, derived, numerator, denominator } = measure;
  return {
    code: measure.code,
    titleZh: title.zh,
    titleEn: title.en,
    definitionZh: definition.zh,
    definitionEn: definition.en,
    unitZh: unit.zh,
    unitEn: unit.en,
    made: derived ? 'measures' : 'rows',
    isRatio: denominator !== undefined || derived?.denominator !== undefined,
    numerator: sideDraft(numerator),
    denominator: sideDraft(denominator),
    above: termDrafts(derived?.numerator),
    below: termDrafts(derived?.denominator),
    dimensions: measure.dimensions,
    factor: String(measure.factor),
    grain: measure.grain,
    direction: measure.direction,
    owner: measure.owner,
    least: secrecyDraft(measure),
    audience: measure.audience,
    ...targetDrafts(measure),
  };
}

export interface Sources {
  readonly items: readonly MeasureSource[];
  readonly joined: readonly MeasureSource[];
}

type SourceField = MeasureSource['fields'][number];

/** A field that can be chosen, by its path: its own, or of what the source is joined with. */
export interface PathField extends SourceField {
  readonly path: string;
  /** Title of the record that it is joined from. */
  readonly of?: MeasureSource['title'];
}

export const sourceIn = ({ items, joined }: Sources, record: string): MeasureSource | undefined =>
  [...items, ...joined].find((each) => each.record === record);

/** Every field of a side, those that it is joined with among them. */
export function fieldsOf({ record, joins }: SideDraft, sources: Sources): PathField[] {
  const own = sourceIn(sources, record)?.fields ?? [];
  const others = joins.flatMap((join) => {
    const other = sourceIn(sources, join.record);
    return (other?.fields ?? []).map((field) => ({
      ...field,
      path: `${join.as}.${field.name}`,
      ...(other && { of: other.title }),
    }));
  });
  return [...own.map((field) => ({ ...field, path: field.name })), ...others];
}

const numeric = new Set(['integer', 'number', 'money']);

export const splitValues = (text: string): string[] =>
  text
    .split(/[,，]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** A value in the type of its field. */
function typed(kind: string | undefined, text: string): string | number | boolean {
  if (kind === 'boolean') return text === 'true';
  return kind !== undefined && numeric.has(kind) ? Number(text) : text.trim();
}

/** What is asked of a field in one of the ways, in the type of the field. */
function askedOf({ how, value }: ConditionDraft, kind: string | undefined): readonly [string, unknown] {
  if (how === 'known' || how === 'unknown') return ['known', how === 'known'];
  if (how === 'from' || how === 'to') return [how, typed(kind, value)];
  return [how, splitValues(value).map((text) => typed(kind, text))];
}

/** What is asked of one field side by side is one condition of the definition. */
function conditionsOf(drafts: readonly ConditionDraft[], fields: readonly PathField[]): object[] {
  const found: Record<string, unknown>[] = [];
  for (const draft of drafts.filter((each) => each.field !== '')) {
    const { field } = draft;
    const [name, said] = askedOf(draft, fields.find(({ path }) => path === field)?.kind);
    const last = found.at(-1);
    if (last?.['field'] === field && !(name in last)) last[name] = said;
    else found.push({ field, [name]: said });
  }
  return found;
}

/** Until when a row stands; nothing where what happened is counted. */
function standingOf({ stands, until, lastDay }: SideDraft): object {
  if (!stands) return {};
  return { standing: until === '' ? {} : { until, ...(lastDay ? { lastDay } : {}) } };
}

function aggregateOf(side: SideDraft, sources: Sources): object {
  const { record, aggregate, field, time, joins, where } = side;
  return {
    record,
    aggregate,
    ...(field === '' || aggregate === 'count' ? {} : { field }),
    time,
    ...standingOf(side),
    where: conditionsOf(where, fieldsOf(side, sources)),
    joins: joins.filter(({ from }) => from !== ''),
  };
}

const termsOf = (drafts: readonly TermDraft[]) =>
  drafts
    .filter(({ measure }) => measure !== '')
    .map(({ measure, times }) => ({ measure, times: Number(times) }));

function sidesOf(draft: Draft, sources: Sources): object {
  const { made, isRatio, numerator, denominator, above, below } = draft;
  if (made === 'measures')
    return { derived: { numerator: termsOf(above), ...(isRatio ? { denominator: termsOf(below) } : {}) } };
  return {
    numerator: aggregateOf(numerator, sources),
    ...(isRatio ? { denominator: aggregateOf(denominator, sources) } : {}),
  };
}

/** The definition as the form says it; whether it can stand the platform decides. */
export function definitionOf(draft: Draft, sources: Sources): MeasureDefinition {
  const { code, factor, grain, direction, owner, least, audience, dimensions, path } = draft;
  const points = draft.targets
    .filter(({ period }) => period.trim() !== '')
    .map(({ period, value }) => ({ period: period.trim(), value: Number(value) }));
  const said = {
    code: code.trim(),
    title: { zh: draft.titleZh.trim(), en: draft.titleEn.trim() },
    definition: { zh: draft.definitionZh.trim(), en: draft.definitionEn.trim() },
    unit: { zh: draft.unitZh.trim(), en: draft.unitEn.trim() },
    ...sidesOf(draft, sources),
    factor: Number(factor),
    grain,
    dimensions: dimensions.filter(({ name }) => name !== ''),
    direction,
    owner: owner.trim(),
    ...(least === '' || draft.made === 'measures' ? {} : { secrecy: { least: Number(least) } }),
    audience,
    ...(points.length > 0 ? { targets: { path, points } } : {}),
  };
  return said as MeasureDefinition;
}
