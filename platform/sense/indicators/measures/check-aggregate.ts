import { z } from 'zod';
import { fault, type DefinitionFault, type Reason } from './faults.ts';
import type { Aggregate, Condition, MeasureDefinition, Value } from './shapes.ts';
import {
  findField,
  isDay,
  isFound,
  isNumber,
  isPlain,
  type FindSource,
  type Found,
  type Missing,
} from './sources.ts';

type Path = DefinitionFault['path'];

/** What is missing as a fault; nothing where the module of the record is not run here. */
export function missingFault(path: Path, missing: Missing): DefinitionFault[] {
  if (missing.missing === 'elsewhere') return [];
  if (missing.missing === 'record') return [fault(path, 'record-unknown', { record: missing.record })];
  if (missing.missing === 'join') return [fault(path, 'join-unknown', { as: missing.as })];
  return [fault(path, 'field-unknown', { record: missing.record, field: missing.field })];
}

interface Checking {
  readonly aggregate: Aggregate;
  readonly path: Path;
  readonly find: FindSource;
  readonly definition: MeasureDefinition;
}

/** Looks a field up and goes on with it. */
function withField(
  { aggregate, find }: Checking,
  path: Path,
  name: string,
  then: (found: Found) => DefinitionFault[],
): DefinitionFault[] {
  const found = findField(aggregate, name, find);
  if (!isFound(found)) return missingFault(path, found);
  return isPlain(found) ? then(found) : [fault(path, 'field-not-plain', { field: name })];
}

const stocks: ReadonlySet<string> = new Set(['count', 'sum', 'average']);
const textual = new Set(['text', 'code', 'reference']);

function joinFaults({ aggregate, path, find }: Checking): DefinitionFault[] {
  return aggregate.joins.flatMap((join, index) => {
    const at = [...path, 'joins', index];
    const { as, record, from, to } = join;
    if (aggregate.joins.findIndex((other) => other.as === as) < index)
      return [fault([...at, 'as'], 'join-twice', { as })];
    const own = findField({ ...aggregate, joins: [] }, from, find);
    if (!isFound(own)) return missingFault([...at, 'from'], own);
    const other = findField({ record, joins: [] }, to, find);
    if (!isFound(other)) return missingFault([...at, other.missing === 'record' ? 'record' : 'to'], other);
    if (to !== other.source.key)
      return [fault([...at, 'to'], 'join-multiplies', { record, field: to, key: other.source.key })];
    if ((own.source.kind === 'dataset') !== (other.source.kind === 'dataset'))
      return [fault([...at, 'record'], 'join-across', { record, source: aggregate.record })];
    return textual.has(own.field.kind) && textual.has(other.field.kind)
      ? []
      : [fault([...at, 'from'], 'join-misfit', { field: from, record })];
  });
}

function fieldFaults(checking: Checking): DefinitionFault[] {
  const { aggregate, definition } = checking;
  const { aggregate: kind, field } = aggregate;
  const path = [...checking.path, 'field'];
  if (kind === 'count') return field === undefined ? [] : [fault(path, 'field-idle')];
  if (field === undefined) return [fault(checking.path, 'field-needed', { aggregate: kind })];
  return withField(checking, path, field, (found) => {
    if (kind !== 'count-distinct' && !isNumber(found))
      return [fault(path, 'field-not-a-number', { field, aggregate: kind })];
    const extreme = kind === 'min' || kind === 'max';
    if (extreme && found.personal) return [fault(path, 'extreme-tells-of-one', { field })];
    const ratio = definition.denominator !== undefined && (extreme || kind === 'average');
    return ratio ? [fault(checking.path, 'ratio-of-extremes')] : [];
  });
}

const day = z.iso.date().refine((text) => text >= '0001');
const instant = z.iso.datetime({ offset: true }).refine((text) => text >= '0001');
const isDayText = (value: Value): boolean => day.safeParse(value).success;

/** Whether a field can have the value: its schema says so, and money is said in whole fen. */
const canBe = ({ field }: Found, value: Value): boolean => {
  if (typeof value === 'boolean') return field.kind === 'boolean';
  if (typeof value === 'number') return isNumber({ field } as Found) && field.schema.safeParse(value).success;
  if (field.kind === 'instant') return isDayText(value) || instant.safeParse(value).success;
  if (field.kind === 'date') return isDayText(value);
  return !isNumber({ field } as Found) && field.schema.safeParse(value).success;
};

function conditionFaults(checking: Checking, condition: Condition, index: number): DefinitionFault[] {
  const path = [...checking.path, 'where', index];
  const { field, in: one, not, from, to, known } = condition;
  return withField(checking, [...path, 'field'], field, (found) => {
    const ordered = isNumber(found) || isDay(found);
    const said = [one, not, from, to, known].some((part) => part !== undefined);
    if (!said) return [fault(path, 'condition-empty', { field })];
    if (!ordered && (from !== undefined || to !== undefined))
      return [fault(path, 'condition-not-ordered', { field })];
    const values = [...(one ?? []), ...(not ?? []), from, to].filter((value) => value !== undefined);
    // Days and instants are compared each in their own way: what is said of one field is all of one kind.
    const other = (value: Value): boolean =>
      found.field.kind === 'instant' && isDayText(value) !== isDayText(values[0] ?? value);
    return values
      .filter((value) => !canBe(found, value) || other(value))
      .map((value) => fault(path, 'condition-misfit', { field, value: String(value) }));
  });
}

/** Why no value of a field can fit all that is asked of it; undefined when some may. */
function impossible(field: string, asked: readonly Condition[]): string | undefined {
  const needsValue = asked.some(
    ({ in: one, from, to, known }) => known === true || one !== undefined || (from ?? to) !== undefined,
  );
  if (needsValue && asked.some(({ known }) => known === false)) return `${field} = ∅`;
  const crossed = asked.find(({ from, to }) => from !== undefined && to !== undefined && from > to);
  if (crossed) return `${field} ${crossed.from} > ${crossed.to}`;
  const lists = asked.flatMap(({ in: one }) => (one ? [one] : []));
  const [first] = lists;
  const fits = (value: Value): boolean =>
    lists.every((list) => list.includes(value)) && asked.every(({ not }) => !not?.includes(value));
  return first && !first.some(fits) ? `${field} ∈ {}` : undefined;
}

/** Why no row can ever fit conditions: two that exclude each other; undefined when some may. */
export function contradiction(where: readonly Condition[]): string | undefined {
  const fields = new Set(where.map(({ field }) => field));
  for (const field of fields) {
    const why = impossible(
      field,
      where.filter((condition) => condition.field === field),
    );
    if (why !== undefined) return why;
  }
  return undefined;
}

const dayFaults = (checking: Checking, path: Path, field: string): DefinitionFault[] =>
  withField(checking, path, field, (found) =>
    isDay(found) ? [] : [fault(path, 'time-not-a-day', { field })],
  );

/** What tells the period: when it happened, or since when and until when it stands. */
function timeFaults(checking: Checking): DefinitionFault[] {
  const { time, standing, aggregate } = checking.aggregate;
  const own = dayFaults(checking, [...checking.path, 'time'], time);
  if (!standing) return own;
  const path = [...checking.path, 'standing'];
  if (!stocks.has(aggregate)) return [...own, fault(path, 'stock-of-these', { aggregate })];
  const { until, lastDay } = standing;
  if (until === undefined) return lastDay ? [...own, fault(path, 'last-day-idle')] : own;
  return [...own, ...dayFaults(checking, [...path, 'until'], until)];
}

/** Personal fields that rows are told apart by: without a rule a small count would tell of somebody. */
function secrecyFaults(checking: Checking): DefinitionFault[] {
  const { aggregate, definition, find, path } = checking;
  if (definition.secrecy) return [];
  const dimensions = definition.dimensions.map(({ field, denominator }) =>
    path[0] === 'denominator' ? (denominator ?? field) : field,
  );
  const times = [aggregate.time, aggregate.standing?.until];
  const used = [aggregate.field, ...times, ...aggregate.where.map(({ field }) => field), ...dimensions];
  const personal = used
    .filter((name) => name !== undefined)
    .map((name) => findField(aggregate, name, find))
    .filter(isFound)
    .find((found) => found.personal);
  return personal
    ? [fault(path, 'secrecy-needed', { record: personal.source.id, field: personal.name })]
    : [];
}

function emptyFaults({ aggregate, path }: Checking, side: Reason): DefinitionFault[] {
  const why = contradiction(aggregate.where);
  return why === undefined ? [] : [fault([...path, 'where'], side, { why })];
}

/** What is wrong with one side of a measure. */
export function aggregateFaults(checking: Checking): DefinitionFault[] {
  const { aggregate, path, find } = checking;
  const record = find(aggregate.record);
  if (record === 'elsewhere') return [];
  if (!record) return [fault([...path, 'record'], 'record-unknown', { record: aggregate.record })];
  return [
    ...joinFaults(checking),
    ...fieldFaults(checking),
    ...timeFaults(checking),
    ...aggregate.where.flatMap((condition, index) => conditionFaults(checking, condition, index)),
    ...emptyFaults(checking, path[0] === 'denominator' ? 'denominator-zero' : 'numerator-zero'),
    ...secrecyFaults(checking),
  ];
}
