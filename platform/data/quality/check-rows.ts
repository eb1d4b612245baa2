import type { Context } from '#kernel/context';
import { maskValue } from '#kernel/record-server';
import { writeParquet, type LakeSession } from '#kernel/lake';
import { fill } from '#kernel/texts';
import type { Dataset } from '#platform/data/catalogue';
import { identifier, literal, rawColumn } from './compile-expressions.ts';
import type { CompiledChecks, CompiledRule } from './compile.ts';
import type { NewFinding } from './store.ts';
import { suggest } from './suggest.ts';

/** One batch under check. */
export interface Checking {
  readonly dataset: Dataset;
  readonly batch: string;
  readonly simulated: boolean;
  /** Parquet of the batch as collected, and of its rows as checked. */
  readonly collected: string;
  readonly checked: string;
  readonly at: string;
}

type FaultRow = Readonly<Record<string, unknown>>;

/** Writes the checked rows beside the batch: normal values, faults, whether a row is held back. */
export async function writeChecked(
  session: LakeSession,
  checking: Checking,
  compiled: CompiledChecks,
): Promise<void> {
  const raw = checking.dataset.fields.map((field) => `${identifier(field.name)} as ${rawColumn(field.name)}`);
  await session.run(
    `create or replace temp view raw as select _row, _line, ${raw.join(', ')} from read_parquet(${literal(checking.collected)})`,
  );
  const rows = `select *, ${literal(checking.at)}::timestamptz as _at from (${compiled.sql})`;
  await writeParquet(session, rows, checking.checked);
}

const addDays = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString().slice(0, 10);

const masked = (dataset: Dataset, name: string, value: string | null): string | null => {
  const field = dataset.fields.find((each) => each.name === name);
  const personal = field?.sensitivity === 'personal' || field?.sensitivity === 'sensitive';
  return personal ? (maskValue(value, field.mask ?? 'hidden') as string | null) : value;
};

const isSet = (row: FaultRow, rule: CompiledRule): boolean =>
  ((BigInt(row[`_faults_${rule.column}`] as number | bigint) >> BigInt(rule.bit)) & 1n) === 1n;

const shownField = (dataset: Dataset, name: string) =>
  dataset.fields.find((each) => each.name === name)?.label ?? { zh: name, en: name };

function findingOf(checking: Checking, row: FaultRow, { rule, field }: CompiledRule): NewFinding {
  const { dataset, batch, at } = checking;
  const text = (name: string): string | null => (row[name] as string | null | undefined) ?? null;
  const value = masked(dataset, field, text(`raw:${field}`));
  const normal = Object.fromEntries(dataset.fields.map(({ name }) => [name, text(name)]));
  const message = fill(rule.message, { value: value ?? '' });
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
    row: Number(row['_row']),
    row_key: text('_key') || `${batch}#${String(row['_row'])}`,
    found_at: at,
    due_on: addDays(at, rule.days),
    simulated: checking.simulated,
  };
}

const faulty = (compiled: CompiledChecks, table: string): string =>
  Array.from({ length: compiled.faultColumns }, (_, column) => `${table}._faults_${column} <> 0`).join(
    ' or ',
  );

/** Fields whose normal values a suggestion is made of; reading only what is needed halves the time. */
function suggestedFrom({ rules }: CompiledChecks): string[] {
  const fields = rules.flatMap(({ rule: { check } }) => {
    if (check.kind === 'citizen-id') return [check.field];
    return check.kind === 'agrees-with-citizen-id' ? [check.citizenId] : [];
  });
  return [...new Set(fields)];
}

/** Everything that the check found, in pieces. */
export async function* findingsOf(
  session: LakeSession,
  checking: Checking,
  compiled: CompiledChecks,
): AsyncIterable<NewFinding[]> {
  const shown = [...new Set(compiled.rules.map(({ field }) => field))];
  const raw = shown.map((field) => `b.${identifier(field)} as ${rawColumn(field)}`);
  const normal = suggestedFrom(compiled).map((field) => `c.${identifier(field)}`);
  const faults = Array.from({ length: compiled.faultColumns }, (_, column) => `c._faults_${column}`);
  const sql = `select c._row, c._key, ${[...faults, ...normal, ...raw].join(', ')} from read_parquet(${literal(checking.checked)}) c
    join read_parquet(${literal(checking.collected)}) b using (_row) where ${faulty(compiled, 'c')} order by c._row`;
  for await (const rows of session.stream(sql))
    yield rows.flatMap((row) =>
      compiled.rules.filter((rule) => isSet(row, rule)).map((rule) => findingOf(checking, row, rule)),
    );
}

export interface Counted {
  readonly rows: number;
  readonly bad: number;
  readonly byRule: Readonly<Record<string, number>>;
}

/** How many rows are held back, and how many break each rule. */
export async function countChecked(
  session: LakeSession,
  checking: Checking,
  compiled: CompiledChecks,
): Promise<Counted> {
  const sums = compiled.rules.map(
    ({ column, bit }, index) => `count(*) filter (where (_faults_${column} >> ${bit}) & 1 = 1) as n${index}`,
  );
  const [row = {}] = await session.rows(
    `select count(*) as rows, count(*) filter (where _blocked) as bad${sums.map((each) => `, ${each}`).join('')} from read_parquet(${literal(checking.checked)})`,
  );
  const byRule = Object.fromEntries(
    compiled.rules
      .map(({ rule }, index) => [rule.id, Number(row[`n${index}`])])
      .filter(([, count]) => count !== 0),
  );
  return { rows: Number(row['rows']), bad: Number(row['bad']), byRule: byRule as Record<string, number> };
}

/** What the dataset is now: the newest word on each of its rows, over all deliveries. */
export async function countDataset(
  session: LakeSession,
  context: Context,
  dataset: string,
): Promise<{ rows: number; good: number }> {
  const folder = await context.lake.path('checked', dataset, '*.parquet');
  const [row = {}] = await session.rows(`
    select count(*) as rows, count(*) filter (where not blocked) as good from (
      select arg_max(_blocked, _at) as blocked from read_parquet(${literal(folder)}, union_by_name = true) group by _key)`);
  return { rows: Number(row['rows']), good: Number(row['good']) };
}
