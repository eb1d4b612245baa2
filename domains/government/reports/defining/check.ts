import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import { grainNames } from '../names.ts';
import { grains, type Block, type ReportDefinition, type Where } from '../shapes.ts';
import { expanded, holds, isNarrower, mostBlocks, type Published } from './expand.ts';
import { faultOf, type Fault } from './faults.ts';

export const mostCells = 2000;

/** What a report is held against. */
export interface Known {
  readonly measures: ReadonlyMap<string, MeasureDefinition>;
  readonly published: Published;
}

type Path = Fault['path'];

interface Checking extends Known {
  readonly report: ReportDefinition;
}

interface Slice {
  readonly path: Path;
  readonly measure: string;
  readonly where: Where;
  /** Dimensions by which it is told apart, with the place that says so. */
  readonly by: readonly { readonly name: string; readonly path: Path }[];
}

function whereFaults(
  { report }: Checking,
  { path, measure, where }: Slice,
  names: ReadonlySet<string>,
): Fault[] {
  const parameters = new Set(report.parameters.map(({ name }) => name));
  return Object.entries(where).flatMap(([name, value]) => {
    const at = [...path, 'where', name];
    const asked = value.startsWith('$') ? value.slice(1) : undefined;
    return [
      ...(names.has(name) ? [] : [faultOf(at, 'dimension-unknown', { measure, name })]),
      ...(asked === undefined || parameters.has(asked)
        ? []
        : [faultOf(at, 'parameter-unknown', { name: asked })]),
    ];
  });
}

function byFaults({ measure, where, by }: Slice, names: ReadonlySet<string>): Fault[] {
  return by.flatMap(({ name, path }, index) => {
    if (!names.has(name)) return [faultOf(path, 'dimension-unknown', { measure, name })];
    // One value that the reader chooses narrows the list to it; one that is fixed leaves nothing to list.
    const fixed = where[name] !== undefined && !where[name].startsWith('$');
    return fixed || by.findIndex((other) => other.name === name) < index
      ? [faultOf(path, 'dimension-twice', { name })]
      : [];
  });
}

function sliceFaults(checking: Checking, slice: Slice): Fault[] {
  const { measure: code, path } = slice;
  const measure = checking.measures.get(code);
  if (!measure) return [faultOf([...path, 'measure'], 'measure-unknown', { measure: code })];
  const names = new Set(measure.dimensions.map(({ name }) => name));
  const fine = grains.indexOf(checking.report.grain) < grains.indexOf(measure.grain);
  const grain = grainNames[measure.grain] ?? measure.grain;
  return [
    ...(fine ? [faultOf([...path, 'measure'], 'grain-too-fine', { measure: code, grain })] : []),
    ...whereFaults(checking, slice, names),
    ...byFaults(slice, names),
  ];
}

const asked = (path: Path, name: string | undefined, field: string) =>
  name === undefined ? [] : [{ name, path: [...path, field] }];

/** What of the measures a block reads, each with its place. */
function slicesOf(block: Block, path: Path): Slice[] {
  switch (block.kind) {
    case 'figure':
      return [{ path, measure: block.measure, where: block.where, by: [] }];
    case 'table':
    case 'chart': {
      const field = block.kind === 'table' ? 'across' : 'by';
      const by = asked(path, block.kind === 'table' ? block.across : block.by, field);
      return block.measures.map((slice, index) => ({ path: [...path, 'measures', index], ...slice, by }));
    }
    case 'pivot': {
      const by = [...asked(path, block.rows, 'rows'), ...asked(path, block.columns, 'columns')];
      return [{ path, measure: block.measure, where: block.where, by }];
    }
    case 'map':
      return [{ path, measure: block.measure, where: block.where, by: asked(path, block.by, 'by') }];
    default:
      return [];
  }
}

function includeFaults({ report, published }: Checking, included: string, path: Path): Fault[] {
  const at = [...path, 'report'];
  if (included === report.code || holds(included, report.code, published))
    return [faultOf(at, 'circle', { report: included })];
  const other = published.get(included);
  if (!other) return [faultOf(at, 'report-unknown', { report: included })];
  return [
    ...(other.grain === report.grain ? [] : [faultOf(at, 'report-grain', { report: included })]),
    ...(isNarrower(other, report) ? [faultOf(at, 'report-narrower', { report: included })] : []),
  ];
}

function drawnFaults({ measures }: Checking, block: Block, path: Path): Fault[] {
  if (block.kind === 'chart' && block.by !== undefined && block.measures.length > 1)
    return [faultOf([...path, 'measures'], 'one-measure')];
  if (block.kind !== 'map') return [];
  const found = measures.get(block.measure)?.dimensions.find(({ name }) => name === block.by);
  return found && found.level !== 'town' ? [faultOf([...path, 'by'], 'not-towns', { name: block.by })] : [];
}

/** Figures that are sure to be there; values of dimensions are counted when it is tried. */
function sizeFaults(block: Block, path: Path): Fault[] {
  if (block.kind !== 'table' && block.kind !== 'chart') return [];
  const count = block.measures.length * block.periods;
  return count > mostCells ? [faultOf(path, 'too-many-cells', { count, most: mostCells })] : [];
}

function blockFaults(checking: Checking, block: Block, path: Path): Fault[] {
  if (block.kind === 'include') return includeFaults(checking, block.report, path);
  return [
    ...slicesOf(block, path).flatMap((slice) => sliceFaults(checking, slice)),
    ...drawnFaults(checking, block, path),
    ...sizeFaults(block, path),
  ];
}

function parameterFaults(checking: Checking): Fault[] {
  const { parameters } = checking.report;
  return parameters.flatMap(({ name, measure: code, dimension }, index) => {
    const path = ['parameters', index];
    const measure = checking.measures.get(code);
    const known = measure?.dimensions.some((each) => each.name === dimension) ?? false;
    return [
      ...(parameters.findIndex((other) => other.name === name) < index
        ? [faultOf([...path, 'name'], 'parameter-twice', { name })]
        : []),
      ...(measure ? [] : [faultOf([...path, 'measure'], 'measure-unknown', { measure: code })]),
      ...(measure && !known
        ? [faultOf([...path, 'dimension'], 'dimension-unknown', { measure: code, name: dimension })]
        : []),
    ];
  });
}

/** Everything that is wrong with a report, each with its place; empty when it can be saved. */
export function reportFaults(report: ReportDefinition, known: Known): Fault[] {
  const checking = { ...known, report };
  const faults = [
    ...parameterFaults(checking),
    ...report.blocks.flatMap((block, index) => blockFaults(checking, block, ['blocks', index])),
  ];
  const count = expanded(report, known.published).length;
  return count > mostBlocks
    ? [...faults, faultOf(['blocks'], 'too-many-blocks', { count, most: mostBlocks })]
    : faults;
}
