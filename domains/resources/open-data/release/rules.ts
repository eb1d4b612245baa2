import { mostDimensions } from '#engines/disclosure';
import type { FieldError } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import {
  generalisations,
  type Access,
  type Column,
  type ColumnChoice,
  type Form,
  type Generalisation,
} from '../shapes.ts';
import type { Source, SourceField, ValueType } from './source.ts';
import { texts } from '../texts.ts';

/** Of which types a value can be made coarser in which way. */
const fits: Readonly<Record<Generalisation, (field: SourceField) => boolean>> = {
  keep: () => true,
  class: ({ coded }) => coded,
  year: ({ type }) => type === 'date',
  month: ({ type }) => type === 'date',
  'age-band': ({ type }) => type === 'date',
  town: ({ type }) => type === 'text',
};

const isPersonal = ({ sensitivity }: SourceField): boolean =>
  sensitivity === 'personal' || sensitivity === 'sensitive';

/** Whether what leaves tells of people: of each of its rows, or by one of the chosen fields. */
export const tellsOfPeople = (source: Source, choices: readonly ColumnChoice[]): boolean =>
  source.ofPeople ||
  source.fields.some((field) => isPersonal(field) && choices.some((each) => each.field === field.name));

/** What is personal leaves coarser, and what is sensitive as a class of a code table alone. */
const mayLeaveAs = (field: SourceField, as: Generalisation): boolean =>
  field.sensitivity === 'sensitive' ? as === 'class' : !(isPersonal(field) && as === 'keep');

interface Leaving {
  readonly form: Form;
  readonly access: Access;
  readonly choices: readonly ColumnChoice[];
}

/**
 * Whether what the catalogue opens on conditions would leave without any: what is personal in its rows, were it coarser, goes to
 * whom it is granted. Columns of which none is personal meet the condition by themselves, as a table does in which nobody can be
 * found: an entry with one personal item can never be opened without conditions.
 */
export const needsRequest = (source: Source, { form, access, choices }: Leaving): boolean =>
  source.open === 'conditional' &&
  form === 'rows' &&
  access !== 'request' &&
  source.fields.some((field) => isPersonal(field) && choices.some((each) => each.field === field.name));

/** What a person’s field may leave as: never itself. A sensitive one (identity, health) not even coarser, but as a class. */
function faultOf(source: Source, { field: name, as, part }: ColumnChoice): [string, Text] | undefined {
  const field = source.fields.find((each) => each.name === name);
  if (!field) return ['open-data.unknown-field', texts.unknownField];
  const known = { field: field.label };
  if (field.withheld) return ['open-data.withheld-field', fill(texts.withheldField, known)];
  if (field.identifies) return ['open-data.identifying-field', fill(texts.identifyingField, known)];
  if (!fits[as](field)) return ['open-data.cannot-generalise', fill(texts.cannotGeneralise, known)];
  if (!mayLeaveAs(field, as)) return ['open-data.personal-field', fill(texts.personalField, known)];
  if (part === 'plain' && (source.ofPeople || isPersonal(field)))
    return ['open-data.part-unsaid', fill(texts.partUnsaid, known)];
  return undefined;
}

const suffixes: Readonly<Record<Generalisation, string>> = {
  keep: '',
  class: '',
  year: 'Year',
  month: 'Month',
  'age-band': 'AgeBand',
  town: 'Town',
};

/** Name of the column that a choice makes. */
export const columnName = ({ field, as }: Pick<ColumnChoice, 'field' | 'as'>): string =>
  `${field}${suffixes[as]}`;

/** Whether all values that a field can leave as are known before any row is: else which of them stand would tell of the rows. */
const isDimension = ({ coded, type }: SourceField, as: Generalisation): boolean =>
  as === 'town' || as === 'age-band' || ((as === 'class' || as === 'keep') && (coded || type === 'boolean'));

function dimensionFaults(source: Source, choices: readonly ColumnChoice[]): FieldError[] {
  if (choices.length > mostDimensions)
    return [{ path: 'columns', code: 'open-data.too-many-dimensions', detail: texts.tooManyDimensions }];
  return choices.flatMap(({ field: name, as }, index) => {
    const field = source.fields.find((each) => each.name === name);
    if (!field || isDimension(field, as)) return [];
    const detail = fill(texts.notADimension, { field: field.label });
    return [{ path: `columns.${index}`, code: 'open-data.not-a-dimension', detail }];
  });
}

/** Everything that is wrong with a choice of columns, each with its place; empty when it may be measured. */
export function columnFaults(
  source: Source,
  choices: readonly ColumnChoice[],
  form: Form = 'rows',
): FieldError[] {
  const names = choices.map(columnName);
  const faults = choices.flatMap((choice, index) => {
    const twice = names.indexOf(columnName(choice)) !== index;
    const found = twice ? (['open-data.column-twice', texts.columnTwice] as const) : faultOf(source, choice);
    return found ? [{ path: `columns.${index}`, code: found[0], detail: found[1] }] : [];
  });
  // Without a quasi-identifier there are no classes, and the gate would let every row pass.
  const unmeasured = tellsOfPeople(source, choices) && choices.every(({ part }) => part === 'sensitive');
  if (faults.length > 0) return faults;
  if (unmeasured) return [{ path: 'columns', code: 'open-data.no-quasi', detail: texts.noQuasi }];
  return form === 'rows' ? [] : dimensionFaults(source, choices);
}

const typeAs = (field: SourceField, as: Generalisation): ValueType => {
  if (as === 'year') return 'integer';
  return as === 'keep' ? field.type : 'text';
};

const labels: Partial<Record<Generalisation, Text>> = {
  year: texts.toYear,
  month: texts.toMonth,
  'age-band': texts.toAgeBand,
  town: texts.toTown,
};

/**
 * The columns that choices without fault make. Of people, every column that is not sensitive is a quasi-identifier. A coded one has the
 * names of its codes in a column beside it.
 */
export function columnsOf(source: Source, choices: readonly ColumnChoice[]): Column[] {
  const ofPeople = tellsOfPeople(source, choices);
  return choices.flatMap((choice) => {
    const field = source.fields.find(({ name }) => name === choice.field);
    if (!field) return [];
    const { as } = choice;
    const part = ofPeople && choice.part === 'plain' ? 'quasi' : choice.part;
    const label = fill(labels[as] ?? texts.asIs, { field: field.label });
    const column = { name: columnName(choice), label, type: typeAs(field, as), as, part };
    if (!field.coded || (as !== 'keep' && as !== 'class')) return [column];
    const named = {
      ...column,
      name: `${column.name}Name`,
      label: fill(texts.nameOf, { field: field.label }),
      type: 'text' as const,
    };
    return [column, named];
  });
}

/** How a field may leave; nothing when it may not at all. */
export function waysOf(field: SourceField): Generalisation[] {
  if (field.withheld || field.identifies) return [];
  return generalisations.filter((as) => fits[as](field) && mayLeaveAs(field, as));
}
