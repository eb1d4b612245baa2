import type { Context } from '#kernel/context';
import type { Field, FieldKind, RecordOf, Sensitivity } from '#kernel/record';
import { snapshotRecord } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import { literal } from '#engines/duckdb-text';
import { findDataset, type Dataset, type DatasetField } from '#platform/data/catalogue';
import { standingRows } from '#platform/data/quality';
import type { OpenDataCity } from '../city.ts';
import type { columnTypes } from '../shapes.ts';
import * as store from '../store.ts';

export type ValueType = (typeof columnTypes)[number];

/** A field of something that may be opened. */
export interface SourceField {
  readonly name: string;
  readonly label: Text;
  readonly type: ValueType;
  readonly sensitivity: Sensitivity;
  /** Its values are few and known: a code table or an enumeration. */
  readonly coded: boolean;
  /** Code table whose names are put beside the codes. */
  readonly codes?: string | undefined;
  readonly names?: Readonly<Record<string, Text>> | undefined;
  /** Says who somebody or what somebody’s number is, whatever its class. */
  readonly identifies: boolean;
  /** Not to be shared with anybody. */
  readonly withheld: boolean;
}

export interface Source {
  readonly code: string;
  readonly title: Text;
  readonly provider: string;
  readonly open: 'unconditional' | 'conditional' | 'none';
  /** Its rows are people: then every column says what it can tell. */
  readonly ofPeople: boolean;
  /** The field by which rows of one person are known; absent where each row stands for itself. */
  readonly person?: string | undefined;
  /** What that field holds: a citizen identity number, or the key under which the platform knows a person. */
  readonly personIs?: 'number' | 'key';
  /** The field by which rows of one company are known, where they are of companies. */
  readonly company?: string | undefined;
  /** By what the ledger is told whom a row of a dataset is about; absent for a register. */
  readonly dataset?: Pick<Dataset, 'code' | 'key' | 'fields' | 'subject'> | undefined;
  readonly fields: readonly SourceField[];
}

/** Rows of a source as they stand, for a session of the lake; all columns bear the names of its fields. */
export interface SourceRows {
  readonly sql: string;
  /** When the newest of them came. */
  readonly dataAt: string;
  readonly simulated: boolean;
  /** SQL of a truth: whether a row is invented. */
  readonly simulatedSql: string;
}

const typeOfField: Readonly<Record<DatasetField['type'], ValueType>> = {
  text: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  code: 'text',
  'citizen-id': 'text',
  'credit-code': 'text',
  mobile: 'text',
};

/** How values are masked that point at one person; an address or a day can be made coarser. */
const pointing = new Set<string | undefined>(['name', 'citizen-id', 'mobile', 'account']);

/** The field that says whose a row is: what feeds the number of the subject’s register, else the first number of its kind. */
function subjectField({ fields }: Dataset, type: DatasetField['type'], attribute: string) {
  const numbers = fields.filter((field) => field.type === type);
  return (numbers.find(({ feeds }) => feeds?.attribute === attribute) ?? numbers[0])?.name;
}

const ofDataset = (dataset: Dataset): Source => ({
  code: dataset.code,
  title: dataset.title,
  provider: dataset.provider,
  open: dataset.open,
  // Rows with a citizen identity number are people, also where they feed no register.
  ofPeople:
    dataset.subject === 'person' ||
    (dataset.subject === 'none' && dataset.fields.some(({ type }) => type === 'citizen-id')),
  person: subjectField(dataset, 'citizen-id', 'citizenId'),
  personIs: 'number',
  company: dataset.subject === 'company' ? subjectField(dataset, 'credit-code', 'creditCode') : undefined,
  dataset,
  fields: dataset.fields.map(({ name, label, type, sensitivity, codes, share, mask }) => ({
    name,
    label,
    type: typeOfField[type],
    sensitivity,
    coded: type === 'code',
    codes,
    identifies: type === 'citizen-id' || type === 'mobile' || pointing.has(mask),
    withheld: share === 'none' || dataset.share.type === 'none',
  })),
});

/** Kinds of field whose values a table can hold; money is whole fen. */
const typeOfKind: Partial<Record<FieldKind, ValueType>> = {
  text: 'text',
  code: 'text',
  reference: 'text',
  integer: 'integer',
  money: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};

const ofRecordField = (name: string, field: Field): SourceField[] => {
  const type = typeOfKind[field.kind];
  if (!type) return [];
  const { label, sensitivity, codes, names } = field;
  const coded = field.kind === 'code' || names !== undefined;
  return [
    {
      name,
      label,
      type,
      sensitivity,
      coded,
      codes,
      names,
      identifies: pointing.has(field.mask),
      withheld: false,
    },
  ];
};

const recordCode = (id: string): string => `record-${id.replace('.', '-')}`;

const recordOf = (context: Context, code: string): RecordOf | undefined =>
  context.modules
    .flatMap((module) => module.records ?? [])
    .map(({ record }) => record)
    .find(({ id }) => recordCode(id) === code);

function ofRegister(context: Context, city: OpenDataCity, code: string): Source | undefined {
  const said = city.registers.find(({ record }) => recordCode(record) === code);
  const record = said && recordOf(context, code);
  if (!said || !record) return undefined;
  const fields = Object.entries(record.fields).flatMap(([name, field]) => ofRecordField(name, field));
  // A register that has a subject tells of people.
  const ofPeople = record.rights.subject !== undefined || record.id === 'registers.person';
  const person = record.rights.subject;
  const { provider, open } = said;
  return { code, title: record.title, provider, open, ofPeople, person, personIs: 'key', fields };
}

/** What may be opened under a code of the catalogue: a dataset, or a register that the city’s file names. */
export async function findSource(context: Context, code: string): Promise<Source | undefined> {
  const dataset = await findDataset(context.db, code);
  if (dataset) return ofDataset(dataset);
  return ofRegister(context, await store.getCity(context.db), code);
}

/** Everything that may be opened. */
export async function listSources(context: Context): Promise<Source[]> {
  const city = await store.getCity(context.db);
  const datasets = await store.datasetCodes(context.db);
  const codes = [...datasets, ...city.registers.map(({ record }) => recordCode(record))];
  const found = await Promise.all(codes.map((code) => findSource(context, code)));
  return found.filter((each) => each !== undefined && each.open !== 'none') as Source[];
}

/** The rows of a source as they stand: good ones only. Undefined when nothing was ever delivered. */
export async function readSource(context: Context, source: Source): Promise<SourceRows | undefined> {
  const dataset = await findDataset(context.db, source.code);
  const now = context.clock.now().toISOString();
  if (dataset) {
    const standing = await standingRows(context, dataset);
    if (!standing) return undefined;
    const { at, simulated } = await store.deliveredOf(context.db, standing.batches);
    return { sql: standing.sql, dataAt: at ?? now, simulated, simulatedSql: String(simulated) };
  }
  const record = recordOf(context, source.code);
  if (!record) return undefined;
  const { path, rows } = await snapshotRecord(context, record);
  if (rows === 0) return undefined;
  const sql = `select * from read_parquet(${literal(path)})`;
  const [newest] = await context.lake.session((session) =>
    session.rows<{ at: string; simulated: boolean }>(
      `select max(meta_valid_from) as at, bool_or(meta_simulated) as simulated from (${sql})`,
    ),
  );
  const simulated = newest?.simulated ?? false;
  return { sql, dataAt: newest?.at ?? now, simulated, simulatedSql: 'meta_simulated' };
}
