import type { Text } from '#kernel/texts';
import { ageBands, type Making } from '../release/compile.ts';
import { columnsOf } from '../release/rules.ts';
import type { Source } from '../release/source.ts';
import type { Column, ColumnChoice } from '../shapes.ts';
import { texts } from '../texts.ts';

/** A value that a dimension can have: as rows bear it, and its name where that is another. */
export interface Category {
  readonly value: string;
  readonly name: string;
}

export interface Dimension {
  readonly column: Column;
  /** Column of the names, where rows bear codes. */
  readonly named: Column | undefined;
  readonly categories: readonly Category[];
}

const same = (values: readonly string[]): Category[] => values.map((value) => ({ value, name: value }));

function categoriesOf(source: Source, { field: name, as }: ColumnChoice, making: Making): Category[] {
  if (as === 'town') return same([...new Set(making.towns.values())]);
  if (as === 'age-band') return same(ageBands);
  const field = source.fields.find((each) => each.name === name);
  if (field?.coded)
    return [...(making.names.get(name) ?? [])].map(([value, said]) => ({ value, name: said }));
  return [
    { value: 'true', name: texts.yes.zh },
    { value: 'false', name: texts.no.zh },
  ];
}

/** The dimensions of a table: all values that each can have, whatever rows there are. */
export function dimensionsOf(source: Source, choices: readonly ColumnChoice[], making: Making): Dimension[] {
  return choices.flatMap((choice) => {
    const [column, named] = columnsOf(source, [choice]).map((each) => ({ ...each, type: 'text' as const }));
    if (!column) return [];
    return [{ column, named, categories: categoriesOf(source, choice, making) }];
  });
}

const added = (name: string, label: Text, type: Column['type']): Column => ({
  name,
  label,
  type,
  as: 'keep',
  part: 'plain',
});

/** Columns of the table as it is published. */
export const tableColumns = (dimensions: readonly Dimension[], hides: boolean): Column[] => [
  ...dimensions.flatMap(({ column, named }) => (named ? [column, named] : [column])),
  added('count', texts.countColumn, 'integer'),
  ...(hides ? [added('suppressed', texts.suppressedColumn, 'boolean')] : []),
];
