import { ParquetReader, type TextColumn } from '#engines/parquet';
import { maskValue } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import type { Dataset } from '#platform/data/catalogue';
import { isOfBatch } from './checks.ts';
import type { Checking } from './check-rows.ts';
import type { CompiledChecks, CompiledRule } from './compile.ts';
import { textAt } from './field-column.ts';
import { trimmed } from './forms.ts';
import type { Rule } from './rule.ts';
import type { Judged } from './judge-rows.ts';
import type { NewFinding } from './store.ts';
import { suggest } from './suggest.ts';
import type { Range, Verdicts } from './verdicts.ts';

const masked = (dataset: Dataset, name: string, value: string | null): string | null => {
  const field = dataset.fields.find((each) => each.name === name);
  const personal = field?.sensitivity === 'personal' || field?.sensitivity === 'sensitive';
  return personal ? (maskValue(value, field.mask ?? 'hidden') as string | null) : value;
};

const shownField = (dataset: Dataset, name: string) =>
  name === ''
    ? { zh: '整批', en: 'The batch' }
    : (dataset.fields.find((each) => each.name === name)?.label ?? { zh: name, en: name });

/** A row that breaks a rule, its values as they were handed in and in their normal form. */
interface FaultyRow {
  readonly row: number;
  readonly key: string;
  readonly raw: (field: string) => string | null;
  readonly normal: (field: string) => string | null;
}

/** What the batch as a whole breaks stands under this key, in no row. */
export const wholeKey = '*';

const wholeBatch = (measured: string): FaultyRow => ({
  row: 0,
  key: wholeKey,
  raw: () => measured,
  normal: () => null,
});

/** What is wrong, and what may be done about it. */
const withRepair = ({ message, repair }: Rule): Text =>
  repair ? { zh: `${message.zh}。${repair.zh}`, en: `${message.en}. ${repair.en}` } : message;

function findingOf(
  checking: Checking,
  { row, key, raw, normal }: FaultyRow,
  { rule, field }: CompiledRule,
): NewFinding {
  const { dataset, batch, at } = checking;
  // What was measured of a whole batch is a figure, nobody's value.
  const value = isOfBatch(rule.check) ? raw(field) : masked(dataset, field, raw(field));
  const message = fill(withRepair(rule), { value: value ?? '' });
  const label = shownField(dataset, field);
  return {
    title_zh: rule.title.zh,
    title_en: rule.title.en,
    value,
    suggestion: masked(dataset, field, suggest(rule, normal)),
    field_zh: label.zh,
    field_en: label.en,
    dataset: dataset.code,
    owner: dataset.provider,
    severity: rule.severity,
    dimension: rule.dimension,
    rule: rule.id,
    message_zh: message.zh,
    message_en: message.en,
    batch,
    row,
    row_key: key,
    found_at: at,
    due_on: checking.dueOn(rule.days),
    simulated: checking.simulated,
  };
}

/** Fields that findings speak of: shown, making a suggestion, or naming the row. */
function fieldsOf({ rules }: CompiledChecks, dataset: Dataset): string[] {
  const suggesting = rules.flatMap(({ rule: { check } }) =>
    check.kind === 'agrees-with-citizen-id' ? [check.citizenId] : [],
  );
  return [...new Set([dataset.key, ...rules.map(({ field }) => field), ...suggesting])].filter(
    (name) => name !== '',
  );
}

function faultyRow(
  columns: ReadonlyMap<string, TextColumn>,
  compiled: CompiledChecks,
  at: { readonly inGroup: number; readonly row: number; readonly batch: string },
): FaultyRow {
  const raw = (field: string): string | null => {
    const column = columns.get(field);
    return column ? textAt(column, at.inGroup) : null;
  };
  const normal = (field: string): string | null => {
    const given = trimmed(raw(field) ?? '');
    return given === '' ? null : (compiled.forms.get(field)?.normal(given) ?? null);
  };
  return { row: at.row, key: normal(compiled.key) ?? `${at.batch}#${at.row}`, raw, normal };
}

/** Findings handed on at once. */
const most = 2000;

/** Everything that the check found, in pieces, in the order of the rows. */
export async function* findingsOf(
  checking: Checking,
  compiled: CompiledChecks,
  { verdicts, ofBatch }: Pick<Judged, 'verdicts' | 'ofBatch'>,
): AsyncIterable<NewFinding[]> {
  const whole = [...ofBatch].flatMap(([at, { bad, measured }]) => {
    const rule = compiled.rules[at];
    return bad && rule ? [findingOf(checking, wholeBatch(measured), rule)] : [];
  });
  if (whole.length > 0) yield whole;
  const raw = await ParquetReader.open(checking.collected);
  try {
    let first = 0;
    for (const [group, rows] of raw.groups.entries()) {
      yield* findingsIn(raw, { group, first, rows }, { checking, compiled, verdicts });
      first += rows;
    }
  } finally {
    await raw.close();
  }
}

async function* findingsIn(
  raw: ParquetReader,
  { group, ...range }: Range & { readonly group: number },
  { checking, compiled, verdicts }: { checking: Checking; compiled: CompiledChecks; verdicts: Verdicts },
): AsyncIterable<NewFinding[]> {
  const faulty = verdicts.faulty(range);
  if (faulty.length === 0) return;
  const columns = new Map<string, TextColumn>();
  for (const name of fieldsOf(compiled, checking.dataset))
    columns.set(name, await raw.readTexts(group, name));
  let piece: NewFinding[] = [];
  for (const inGroup of faulty) {
    const place = range.first + inGroup;
    const row = faultyRow(columns, compiled, { inGroup, row: place + 1, batch: checking.batch });
    const broken = compiled.rules.filter((_, rule) => verdicts.breaks(place, rule));
    piece.push(...broken.map((rule) => findingOf(checking, row, rule)));
    if (piece.length < most) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
