import { aggregateFaults, missingFault } from './check-aggregate.ts';
import { audienceFaults } from './check-audience.ts';
import { derivedFaults } from './check-derived.ts';
import { fault, type DefinitionFault } from './faults.ts';
import { readPeriod } from './periods.ts';
import { grains, type Aggregate, type Dimension, type MeasureDefinition } from './shapes.ts';
import { findField, isCoded, isFound, saysDivision, type FindSource } from './sources.ts';

/** What a definition is held against. */
export interface Known {
  readonly source: FindSource;
  /** Every other measure by its code. */
  readonly measures: ReadonlyMap<string, MeasureDefinition>;
}

function dimensionOn(
  aggregate: Aggregate,
  field: string,
  {
    dimension,
    path,
    find,
  }: { readonly dimension: Dimension; readonly path: DefinitionFault['path']; readonly find: FindSource },
): DefinitionFault[] {
  const found = findField(aggregate, field, find);
  if (!isFound(found)) {
    if (found.missing !== 'field') return missingFault(path, found);
    const side = {
      zh: path.includes('denominator') ? '分母' : '分子',
      en: path.includes('denominator') ? 'denominator' : 'numerator',
    };
    return [
      fault(path, 'dimension-lacking', { side, record: found.record, field, dimension: dimension.name }),
    ];
  }
  if (dimension.level !== undefined)
    return saysDivision(found)
      ? []
      : [fault(path, isCoded(found) ? 'level-misfit' : 'dimension-uncoded', { field })];
  return isCoded(found) ? [] : [fault(path, 'dimension-uncoded', { field })];
}

function dimensionFaults(definition: MeasureDefinition, find: FindSource): DefinitionFault[] {
  const { dimensions, numerator, denominator } = definition;
  return dimensions.flatMap((dimension, index) => {
    const { name, field } = dimension;
    const at = ['dimensions', index];
    if (dimensions.findIndex((other) => other.name === name) < index)
      return [fault([...at, 'name'], 'dimension-twice', { dimension: name })];
    const below = dimension.denominator ?? field;
    return [
      ...(numerator ? dimensionOn(numerator, field, { dimension, path: [...at, 'field'], find }) : []),
      ...(denominator
        ? dimensionOn(denominator, below, { dimension, path: [...at, 'denominator'], find })
        : []),
    ];
  });
}

function targetFaults({ targets, grain }: MeasureDefinition): DefinitionFault[] {
  if (!targets) return [];
  let last = '';
  return targets.points.flatMap(({ period }, index) => {
    const path = ['targets', 'points', index, 'period'];
    const read = readPeriod(period);
    if (!read || grains.indexOf(read.grain) < grains.indexOf(grain))
      return [fault(path, 'target-misfit', { period, grain })];
    const early = read.start <= last;
    last = read.start;
    return early ? [fault(path, 'target-order')] : [];
  });
}

/** Everything that is wrong with a definition; empty when it can be saved. O(size of the definition and what it refers to). */
export function definitionFaults(definition: MeasureDefinition, known: Known): DefinitionFault[] {
  const { numerator, denominator, derived, secrecy, grain } = definition;
  if ((numerator === undefined) === (derived === undefined) || (derived && denominator))
    return [fault([], 'shape-mixed')];
  const sides = [
    ...(numerator ? [{ aggregate: numerator, path: ['numerator'] }] : []),
    ...(denominator ? [{ aggregate: denominator, path: ['denominator'] }] : []),
  ];
  return [
    ...sides.flatMap((side) => aggregateFaults({ ...side, find: known.source, definition })),
    ...dimensionFaults(definition, known.source),
    ...(derived ? derivedFaults(definition, derived, known.measures) : []),
    ...(secrecy && grain === 'day' ? [fault(['grain'], 'secrecy-by-day')] : []),
    ...audienceFaults(definition, known.source, known.measures),
    ...targetFaults(definition),
  ];
}
