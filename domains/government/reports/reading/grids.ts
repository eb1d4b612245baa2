import type { MeasureStretch } from '#platform/sense/indicators';
import { comparisonNames, grainNames, totalText } from '../names.ts';
import type { Block, Cell, GridBlock } from '../shapes.ts';
import { texts } from '../texts.ts';
import { placeOf, type Reading } from './asked.ts';
import { cellsOf, comparedCell } from './cells.ts';
import { titleOf, valuesOf, type Named, type Sources } from './sources.ts';

type Place = Readonly<Record<string, string>>;
type GridRow = GridBlock['rows'][number];
type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

interface Making {
  readonly sources: Sources;
  readonly reading: Reading;
}

/** Never a value of a dimension. */
export const totalKey = '*';
const total: Named = { key: totalKey, title: totalText };

const periodsOf = ({ periods }: MeasureStretch): Named[] =>
  periods.map((period) => ({ key: period, title: { zh: period, en: period } }));

const periodHead = ({ reading: { report } }: Making) => grainNames[report.grain] ?? texts.period;

const dimensionTitle = ({ measure }: MeasureStretch, name: string) =>
  measure.dimensions.find((each) => each.name === name)?.title ?? { zh: name, en: name };

const rowOf = (stretch: MeasureStretch, named: Named, cells: Cell[]): GridRow => ({
  key: named.key,
  title: named.title,
  unit: stretch.measure.unit,
  measure: stretch.measure.code,
  total: named.key === totalKey,
  cells,
});

const lastCell = (stretch: MeasureStretch, place: Place): Cell[] => cellsOf(stretch, place).slice(-1);

/** One figure with what stands beside it. */
async function figure(making: Making, { measure, where, compare }: Of<'figure'>): Promise<GridBlock> {
  const stretch = await making.sources.stretch(measure, 1);
  const place = placeOf(where, making.reading.chosen);
  const title = await titleOf(stretch, place);
  const [cell] = cellsOf(stretch, place);
  const beside = cell ? compare.map((each) => comparedCell(cell, each)) : [];
  return {
    kind: 'figure',
    title,
    draw: null,
    unit: stretch.measure.unit,
    head: texts.measure,
    columns: [...periodsOf(stretch), ...compare.map((key) => ({ key, title: comparisonNames[key] }))],
    rows: [rowOf(stretch, { key: measure, title }, cell ? [cell, ...beside] : [])],
    hides: !stretch.whole,
  };
}

interface Sliced {
  readonly stretch: MeasureStretch;
  readonly place: Place;
  readonly key: string;
}

async function slicesOf(
  making: Making,
  { measures, periods }: Pick<Of<'table'>, 'measures' | 'periods'>,
): Promise<Sliced[]> {
  const found: Sliced[] = [];
  for (const [index, { measure, where }] of measures.entries()) {
    const stretch = await making.sources.stretch(measure, periods);
    found.push({ stretch, place: placeOf(where, making.reading.chosen), key: `${index}.${measure}` });
  }
  return found;
}

/** Every value that one of the measures has, in one order. */
async function unionOf(slices: readonly Sliced[], name: string): Promise<Named[]> {
  const known = new Map<string, Named>();
  for (const { stretch, place } of slices)
    for (const each of await valuesOf(stretch, name, place)) known.set(each.key, each);
  return [...known.values()].toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

const hides = (slices: readonly Sliced[]): boolean => slices.some(({ stretch }) => !stretch.whole);

function unitOf(slices: readonly Sliced[]) {
  const [first] = slices;
  const same = slices.every(({ stretch }) => stretch.measure.unit.zh === first?.stretch.measure.unit.zh);
  return first && same ? first.stretch.measure.unit : null;
}

async function table(making: Making, block: Of<'table'>): Promise<GridBlock> {
  const { across } = block;
  const slices = await slicesOf(making, { ...block, periods: across === undefined ? block.periods : 1 });
  const [first] = slices;
  const columns: Named[] = [];
  if (across !== undefined) columns.push(...(await unionOf(slices, across)), total);
  else if (first) columns.push(...periodsOf(first.stretch));
  const compare = across === undefined ? block.compare : [];
  const rows: GridRow[] = [];
  for (const { stretch, place, key } of slices) {
    const over = ({ key: value }: Named) =>
      lastCell(stretch, value === totalKey ? place : { ...place, [across ?? '']: value });
    const own = across === undefined ? cellsOf(stretch, place) : columns.flatMap(over);
    const last = own.at(-1);
    const beside = last ? compare.map((each) => comparedCell(last, each)) : [];
    rows.push(rowOf(stretch, { key, title: await titleOf(stretch, place) }, [...own, ...beside]));
  }
  const { period } = making.reading;
  return {
    kind: 'table',
    title: block.title ?? { zh: texts.table.zh, en: texts.table.en },
    draw: null,
    unit: null,
    head:
      across === undefined
        ? texts.measure
        : { zh: `${texts.measure.zh} ${period}`, en: `${texts.measure.en} ${period}` },
    columns: [...columns, ...compare.map((key) => ({ key, title: comparisonNames[key] }))],
    rows,
    hides: hides(slices),
  };
}

/** Totals are what is kept of the whole: two sums divided once, never a sum or mean of what is shown. */
async function pivot(making: Making, block: Of<'pivot'>): Promise<GridBlock> {
  const { measure, where, rows: down, columns: across } = block;
  const stretch = await making.sources.stretch(measure, across === undefined ? block.periods : 1);
  const place = placeOf(where, making.reading.chosen);
  const rows = [...(await valuesOf(stretch, down, place)), total];
  const columns =
    across === undefined ? periodsOf(stretch) : [...(await valuesOf(stretch, across, place)), total];
  const at = (named: Named, name: string): Place => (named.key === totalKey ? {} : { [name]: named.key });
  const cells = (row: Named): Cell[] => {
    const own = { ...place, ...at(row, down) };
    return across === undefined
      ? cellsOf(stretch, own)
      : columns.flatMap((column) => lastCell(stretch, { ...own, ...at(column, across) }));
  };
  return {
    kind: 'pivot',
    title: block.title ?? (await titleOf(stretch, place)),
    draw: null,
    unit: stretch.measure.unit,
    head: dimensionTitle(stretch, down),
    columns,
    rows: rows.map((row) => rowOf(stretch, row, cells(row))),
    hides: !stretch.whole,
  };
}

const mostLines = 24;

async function chart(making: Making, block: Of<'chart'>): Promise<GridBlock> {
  const { by } = block;
  const slices = await slicesOf(making, block);
  const [first] = slices;
  const rows: GridRow[] = [];
  if (first && by !== undefined)
    for (const value of (await valuesOf(first.stretch, by, first.place)).slice(0, mostLines))
      rows.push(rowOf(first.stretch, value, cellsOf(first.stretch, { ...first.place, [by]: value.key })));
  else
    for (const { stretch, place, key } of slices)
      rows.push(rowOf(stretch, { key, title: await titleOf(stretch, place) }, cellsOf(stretch, place)));
  const named = first ? await titleOf(first.stretch, first.place) : texts.chart;
  return {
    kind: 'chart',
    title: block.title ?? named,
    draw: block.draw,
    unit: unitOf(slices),
    head: first && by !== undefined ? dimensionTitle(first.stretch, by) : periodHead(making),
    columns: first ? periodsOf(first.stretch) : [],
    rows,
    hides: hides(slices),
  };
}

async function map(making: Making, { title, measure, where, by }: Of<'map'>): Promise<GridBlock> {
  const stretch = await making.sources.stretch(measure, 1);
  const place = placeOf(where, making.reading.chosen);
  const towns = await valuesOf(stretch, by, place);
  const rows = towns.map((town) => rowOf(stretch, town, cellsOf(stretch, { ...place, [by]: town.key })));
  return {
    kind: 'map',
    title: title ?? (await titleOf(stretch, place)),
    draw: null,
    unit: stretch.measure.unit,
    head: dimensionTitle(stretch, by),
    columns: periodsOf(stretch),
    rows,
    hides: !stretch.whole,
  };
}

const makers = { figure, table, pivot, chart, map } as const;

type Gridded = Exclude<Block, { kind: 'text' | 'include' }>;

/** The figures of one block. @throws Problem 404 `request.not-found` where a measure is out of force */
export const gridOf = (making: Making, block: Gridded): Promise<GridBlock> =>
  (makers[block.kind] as (making: Making, block: Gridded) => Promise<GridBlock>)(making, block);
