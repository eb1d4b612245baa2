import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { listCells } from './cell-store.ts';
import type { MeasureRows, RowsQuery } from './contract.ts';
import { knownPeriods, noOthers } from './known-periods.ts';
import { compilingOf } from './measures.ts';
import { endOf, readPeriod } from './periods.ts';
import { getMeasureAlone, grainAsked, readWhere } from './asked.ts';
import { hiddenFromMost } from './hidden-cells.ts';
import { readLakeCounting } from './lake-rows-store.ts';
import { columnsOf, readCounting } from './rows-store.ts';
import { canonical, keyOf } from './secrecy.ts';
import type { Grain, MeasureDefinition } from './shapes.ts';
import {
  askedOfRows,
  mayNotOpen,
  readPermission,
  readsAll,
  recordOfView,
  seesWhole,
} from './source-rights.ts';
import { getSource, type Source } from './sources.ts';

function requirePeriod(measure: MeasureDefinition, period: string) {
  const read = readPeriod(period);
  if (!read)
    throw new Problem(400, 'indicators.period-asked', {
      zh: `“${period}”不是时期。`,
      en: `"${period}" is no period: 2026-11-30, 2026-11, 2026-Q4 or 2026.`,
    });
  return { start: read.start, grain: grainAsked(measure, read.grain) };
}

function requireSource(measure: MeasureDefinition) {
  if (measure.numerator) return measure.numerator;
  const others = (measure.derived?.numerator ?? []).map((term) => term.measure).join(', ');
  throw new Problem(409, 'indicators.rows-of-derived', {
    zh: `这个指标由其他指标构成，请打开它们的行：${others}`,
    en: `This measure is made of others. Open the rows of those: ${others}`,
  });
}

/** How many rows a value counts; null where that is hidden from this reader, which all values of its period tell. */
async function countedIn(
  context: Context,
  measure: MeasureDefinition,
  { grain, start, place }: { readonly grain: Grain; readonly start: string; readonly place: string },
): Promise<number | null> {
  const isWhole = await seesWhole(context, measure);
  const asked = { measure: measure.code, grain, starts: [start] };
  const cells = await listCells(context.db, isWhole ? { ...asked, place } : asked);
  const hidden = isWhole
    ? new Set()
    : await hiddenFromMost(context.db, measure, { grain, cells, from: start, to: start });
  if (hidden.has(keyOf(start, place))) return null;
  return cells.find((cell) => cell.place === place)?.numerator_rows ?? 0;
}

/** @throws Problem 403 `indicators.may-not-open` */
function requireReader(context: Context, source: Source): void {
  const permission = readPermission(context, source);
  const whole = source.kind === 'dataset' || (source.kind === 'view' && 'permission' in source.view.rights);
  if (whole ? !readsAll(context, source, false) : !may(context.actor, permission))
    throw mayNotOpen(permission);
}

interface Shown {
  readonly columns: MeasureRows['columns'];
  readonly pathOf: (key: string) => string;
}

const columnsAs = (fields: Source['fields'], names: readonly string[]): MeasureRows['columns'] =>
  names.map((name) => ({
    name,
    title: fields[name]?.label ?? { zh: name, en: name },
    kind: fields[name]?.kind ?? 'text',
  }));

function shownByView(source: Source): Shown {
  const path = source.kind === 'view' ? source.view.path : undefined;
  return {
    columns: columnsAs(source.fields, Object.keys(source.fields)),
    pathOf: (key) => (path === undefined ? '' : `${path}/${encodeURIComponent(key)}`),
  };
}

/** How the rows of a source are listed, and where each is opened: a row of a dataset with the delivery in which it lies. */
function shownBy(context: Context, source: Source): Shown {
  if (source.kind === 'dataset')
    return {
      columns: columnsAs(source.fields, Object.keys(source.fields)),
      pathOf: (key) => `/ingestion/batches/${encodeURIComponent(key.slice(0, key.lastIndexOf(':')))}`,
    };
  const record = source.kind === 'record' ? source.record : recordOfView(context, source.view);
  if (!record) return shownByView(source);
  return {
    columns: columnsAs(record.fields, columnsOf(record)),
    pathOf: (key) => `/${record.module}/${record.plural}/${encodeURIComponent(key)}`,
  };
}

/**
 * The rows that count in one value, for whoever may see them; where the value is hidden its count is not told either.
 * @throws Problem 403 `indicators.may-not-open` `records.may-not-filter`, 409 `indicators.rows-of-derived`, 400 `indicators.*-asked`
 */
export async function readMeasureRows(
  context: Context,
  code: string,
  query: RowsQuery,
): Promise<MeasureRows> {
  const measure = await getMeasureAlone(context, code);
  const { start, grain } = requirePeriod(measure, query.period);
  const where = readWhere(measure, query.where);
  const compiling = await compilingOf(context, context.db, requireSource(measure));
  const source = getSource(compiling.aggregate.record, compiling.find);
  requireReader(context, source);
  const chosen = measure.dimensions.flatMap((dimension) => {
    const value = where[dimension.name];
    return value === undefined ? [] : [{ dimension, value }];
  });
  const open = askedOfRows(context, compiling, {
    dimensions: chosen.map(({ dimension }) => dimension),
    byYear: grain === 'year',
  });
  const place = canonical(where);
  const counted = await countedIn(context, measure, { grain, start, place });
  const found = await (source.kind === 'dataset' ? readLakeCounting : readCounting)(context, compiling, {
    from: start,
    until: endOf(start, grain),
    standing: compiling.aggregate.standing && { grain, start },
    dimensions: chosen,
    only: await knownPeriods(context.db, measure, { grain, starts: [start], measures: noOthers }),
    open,
    after: query.after,
    limit: query.limit + 1,
  });
  const items = found.slice(0, query.limit);
  const { columns, pathOf } = shownBy(context, source);
  return {
    record: source.id,
    columns,
    items: items.map((row) => ({ ...row, path: pathOf(row.key), values: { ...row.values } })),
    counted,
    next: found.length > query.limit ? (items.at(-1)?.key ?? null) : null,
  };
}
