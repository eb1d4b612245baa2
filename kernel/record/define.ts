import type { z } from 'zod';
import type { Permission } from '../operation.ts';
import type { RelationRule } from '../policy/rights.ts';
import type { Text } from '../texts.ts';
import type { Field } from './field.ts';

export type Fields = Readonly<Record<string, Field>>;

/** Which rows an actor sees under each scope: the field that holds the department, the division, the owner. */
export interface ScopeRule<K extends string = string> {
  /** Field with the code of the organisation that owns the row (scope `department`), or several fields of which one must. */
  readonly department?: K | readonly K[];
  /** Field with a division code; an actor's division sees itself and all below it (scope `division`). */
  readonly division?: K;
  /** Field with the id of the actor whose row it is (scope `own`). */
  readonly own?: K;
  /** Its rows belong to the whole city (a directory, a code table): every scope sees them all. Said aloud. */
  readonly undivided?: true;
}

export const undivided = { undivided: true } as const;

/** The fields of which one names the department that owns a row. */
export function departmentFields({ department = [] }: ScopeRule): readonly string[] {
  return typeof department === 'string' ? [department] : department;
}

export interface RecordRights<K extends string = string> {
  readonly read: Permission;
  /** Without it the record is read only: rows come from elsewhere. */
  readonly write?: Permission;
  /** Sees `personal` and `sensitive` fields unmasked, for a stated purpose. Needed when a field is of these classes. */
  readonly reveal?: Permission;
  /** In place of `reveal` where rows of several kinds are told apart by a field: each kind has a right of its own. */
  readonly revealOf?: { readonly field: K; readonly rights: Readonly<Record<string, Permission>> };
  /** Without a rule for an actor's scope the actor sees no row: only the scope `city` needs none. */
  readonly scope?: ScopeRule<K>;
  /** Field with the key of whoever the row is about: whose data it is in the ledger. The record's key when absent. */
  readonly subject?: K;
  /** Relations that open rows beyond the scope in which the right to read is held, and fields unmasked. */
  readonly relations?: readonly RelationRule<K>[];
  /** Relations of which one must stand before a row is read at all, whatever the scope: a consent, a treatment. */
  readonly needs?: readonly RelationRule<K>[];
  /** Codes of the purposes for which personal fields may be seen unmasked; any purpose of the city when absent. */
  readonly purposes?: readonly string[];
}

export interface RecordList<K extends string = string> {
  /** Fields one can filter by; each has an index. */
  readonly filters: readonly K[];
  /** Fields one can order by; each has an index that ends in the key. The first is the default order. */
  readonly orders: readonly K[];
  /** Fields that the search box looks into, from the start of the value. */
  readonly search?: readonly K[];
  /** Columns at first; all but `detailOnly` when absent. */
  readonly columns?: readonly K[];
}

export interface RecordDefinition<F extends Fields = Fields> {
  /** Name within its module: `organisation`. */
  readonly name: string;
  readonly module: string;
  /** Last part of its path: `organisations`. */
  readonly plural: string;
  /** Hand-written table, with its schema: `organisations.organisation`. */
  readonly table: `${string}.${string}`;
  /** The field that is its key in the world: unique, never changed. */
  readonly key: keyof F & string;
  readonly title: Text;
  readonly description?: Text;
  /** `valid-time`: every change keeps the version before it, and the record can be read as of an instant. */
  readonly versions: 'valid-time' | 'none';
  readonly fields: F;
  readonly list: RecordList<keyof F & string>;
  readonly rights: RecordRights<keyof F & string>;
  /** What a person calls one row: shown in links, search hits and references. */
  readonly label: keyof F & string;
  /** The same for readers of English, where it is another field. */
  readonly labelEn?: keyof F & string;
  readonly map?: { readonly geometry: keyof F & string; readonly label: keyof F & string };
  /** Rows come only by the module's own intake: no form, no import. */
  readonly import?: false;
}

export interface RecordOf<F extends Fields = Fields> extends RecordDefinition<F> {
  /** `module.name`, unique in the city. */
  readonly id: string;
}

/** Any record, whatever its fields: compared by its parts, so that each record of a module fits. */
export type AnyRecord = { readonly [K in keyof RecordOf]: RecordOf[K] };

type Simplify<T> = { [K in keyof T]: T[K] } & {};
type OptionalKeys<F extends Fields> = {
  [K in keyof F]: undefined extends z.output<F[K]['schema']> ? K : never;
}[keyof F];

/** The values of a row, as the API gives them. A masked value is text, whatever its kind. */
export type Values<R> = R extends { readonly fields: infer F extends Fields }
  ? Simplify<
      { [K in Exclude<keyof F, OptionalKeys<F>>]: z.output<F[K]['schema']> } & {
        [K in OptionalKeys<F>]?: z.output<F[K]['schema']>;
      }
    >
  : never;

/** What the platform knows about a row beside its values. */
export interface RowMeta {
  readonly revision: number;
  /** When this version begins to hold. */
  readonly validFrom: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Where this version came from: `form`, `import:<id>`, `city:<file>`, `batch:<id>` … */
  readonly source: string;
  /** Invented by the simulator. */
  readonly simulated: boolean;
  readonly withdrawnAt: string | null;
  /** Fields that are shown masked to this reader. */
  readonly masked: readonly string[];
}

export type Row<R> = Values<R> & { readonly meta: RowMeta };

const asId = /^[a-z][a-z0-9-]*$/;

/** Columns that the platform keeps in every record's table beside those of its fields. */
export const systemColumns = [
  'revision',
  'valid_from',
  'recorded_at',
  'recorded_by',
  'source',
  'reason',
  'simulated',
  'withdrawn_at',
] as const;

/** Of a row's history, and what a change of it says beside its values. */
const alsoTaken = ['valid_to', 'meta'];

function requireOwnColumns(record: RecordDefinition, id: string): void {
  const taken = new Set<string>([...systemColumns, ...alsoTaken]);
  for (const name of Object.keys(record.fields)) {
    const column = columnOf(record, name);
    if (taken.has(column) || taken.has(name))
      throw new Error(`record ${id}: the column ${column} of its field ${name} is the platform's own`);
  }
}

function requireKnown({ fields, key, label, list }: RecordDefinition, id: string): void {
  const { filters, orders, search = [], columns = [] } = list;
  const used = [key, label, ...filters, ...orders, ...search, ...columns];
  for (const each of used) if (!fields[each]) throw new Error(`record ${id}: no field ${each}`);
}

/** A relation that opens a row for reading must not open it for writing because both go by one permission. */
function requireRelations({ fields, rights }: RecordDefinition, id: string): void {
  const { subject, revealOf, relations = [], needs = [], read, write } = rights;
  const used = [subject, revealOf?.field, ...[...relations, ...needs].map(({ by }) => by)];
  for (const each of used)
    if (each !== undefined && !fields[each]) throw new Error(`record ${id}: no field ${each}`);
  if (read === write && relations.some((rule) => !rule.write))
    throw new Error(`record ${id}: a relation that opens reading alone needs a right to write of its own`);
}

/** The rights of which each opens personal fields, of some rows or of all. */
export const revealRights = ({ reveal, revealOf }: RecordRights): readonly Permission[] => [
  ...(reveal === undefined ? [] : [reveal]),
  ...Object.values(revealOf?.rights ?? {}),
];

const namesReveal = (rights: RecordRights): boolean =>
  revealRights(rights).length > 0 ||
  [...(rights.relations ?? []), ...(rights.needs ?? [])].some(({ opens = [] }) => opens.length > 0);

function requirePrivacy({ fields, key, rights, map }: RecordDefinition, id: string): void {
  const keyField = fields[key];
  if (keyField && isPersonal(keyField))
    throw new Error(`record ${id}: its key stands in addresses and links, so it cannot be personal`);
  const place = map && fields[map.geometry];
  if (place && isPersonal(place))
    throw new Error(`record ${id}: a personal place cannot be drawn on a map that shows every row`);
  if (Object.values(fields).some(isPersonal) && !namesReveal(rights))
    throw new Error(`record ${id} holds personal data and names no right to see it`);
}

/** Declares an entity over a hand-written table. See `kernel/record/README.md` for all that comes from it. */
export function defineRecord<F extends Fields>(definition: RecordDefinition<F>): RecordOf<F> {
  const { name, module } = definition;
  const id = `${module}.${name}`;
  if (!asId.test(name) || !asId.test(module)) throw new Error(`record ${id}: names are kebab-case`);
  requireKnown(definition as unknown as RecordDefinition, id);
  requireOwnColumns(definition as unknown as RecordDefinition, id);
  requirePrivacy(definition as unknown as RecordDefinition, id);
  requireRelations(definition as unknown as RecordDefinition, id);
  return Object.freeze({ ...definition, id });
}

/** Column of a field: its own, or the snake_case of its name. */
export const columnOf = (record: Pick<RecordOf, 'fields'>, name: string): string =>
  record.fields[name]?.column ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const isPersonal = (each: Field): boolean =>
  each.sensitivity === 'personal' || each.sensitivity === 'sensitive';
