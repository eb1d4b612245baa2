import type { ReactNode } from 'react';
import { isPersonal, type Field, type RecordOf, type RowMeta } from '#kernel/record';
import type { Language } from '#kernel/texts';
import { FieldValue } from '../detail/field-value.tsx';
import { SimulatedTag } from '../feedback/tags.tsx';
import { choicesOf } from '../form/choices-of.ts';
import type { Column, Filter, RangeKind } from '../table/list-types.ts';

/** A row as a page meets it, whatever its record. */
export type AnyRow = Readonly<Record<string, unknown>> & { readonly meta: RowMeta };

export const keyOfRow = (record: RecordOf, row: AnyRow): string => String(row[record.key]);

const ranges: Readonly<Partial<Record<Field['kind'], RangeKind>>> = {
  date: 'date',
  instant: 'date',
  integer: 'number',
  number: 'number',
  money: 'money',
};
const atEnd = ({ kind }: Field): boolean => kind !== 'date' && kind !== 'instant' && kind in ranges;
const heavy = new Set<Field['kind']>(['geometry', 'object']);

/** Fields as one reader meets them: words of the other language are left out. */
export const fieldsIn = (record: Pick<RecordOf, 'fields'>, language: Language): RecordOf['fields'] =>
  Object.fromEntries(
    Object.entries(record.fields).filter(([, field]) => (field.language ?? language) === language),
  );

/**
 * Columns of a record's list: the declared ones first, the rest to be chosen. The first also says what is invented.
 * @param language words in the other language are left out
 */
export function recordColumns(record: RecordOf, language: Language): readonly Column<AnyRow>[] {
  const { list } = record;
  const fields = fieldsIn(record, language);
  const usual =
    list.columns?.filter((name) => fields[name]) ??
    Object.keys(fields).filter(
      (name) => !fields[name]?.detailOnly && !heavy.has(fields[name]?.kind ?? 'text'),
    );
  const order = [...usual, ...Object.keys(fields).filter((name) => !usual.includes(name))];
  return order.flatMap((name, index) => {
    const field = fields[name];
    if (!field) return [];
    const show = (row: AnyRow) => (
      <FieldValue field={field} value={row[name]} masked={row.meta.masked.includes(name)} />
    );
    const column: Column<AnyRow> = {
      name,
      label: field.label,
      show: index === 0 ? (row) => <FirstCell row={row}>{show(row)}</FirstCell> : show,
      ...(list.orders.includes(name) ? { order: name } : {}),
      ...(atEnd(field) ? { end: true } : {}),
      ...(usual.includes(name) ? {} : { later: true }),
    };
    return [column];
  });
}

function FirstCell({ row, children }: { readonly row: AnyRow; readonly children: ReactNode }) {
  return (
    <>
      {children}
      {row.meta.simulated && (
        <>
          {' '}
          <SimulatedTag />
        </>
      )}
    </>
  );
}

function filterOf(name: string, field: Field): Filter {
  const common = { name, label: field.label };
  if (field.names)
    return {
      ...common,
      kind: 'choice',
      choices: Object.entries(field.names).map(([value, label]) => ({ value, label })),
    };
  if (field.kind === 'code' && field.codes) return { ...common, kind: 'codes', codes: field.codes };
  if (field.kind === 'reference' && field.record) return { ...common, kind: 'record', record: field.record };
  const range = ranges[field.kind];
  if (range) return { ...common, kind: range };
  const choices = choicesOf(field);
  return choices ? { ...common, kind: 'choice', choices } : { ...common, kind: 'text' };
}

const withdrawn: Filter = {
  name: 'withdrawn',
  label: { zh: '已撤销', en: 'Withdrawn' },
  kind: 'choice',
  choices: [
    { value: 'yes', label: { zh: '一并显示', en: 'Shown too' } },
    { value: 'only', label: { zh: '只看已撤销', en: 'Only these' } },
  ],
};

/**
 * Filters of a record's list: the declared ones, and whether to see what was withdrawn. Personal fields are filtered by
 * only where the reader may see them.
 */
export function recordFilters(record: RecordOf, reveals: boolean): readonly Filter[] {
  const declared = record.list.filters.flatMap((name) => {
    const field = record.fields[name];
    return field && (reveals || !isPersonal(field)) ? [filterOf(name, field)] : [];
  });
  return record.rights.write ? [...declared, withdrawn] : declared;
}
