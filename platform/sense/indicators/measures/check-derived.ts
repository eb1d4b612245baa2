import { fault, type DefinitionFault } from './faults.ts';
import { grainNames } from './names.ts';
import { grains, isAdditive, type Derivation, type MeasureDefinition, type Term } from './shapes.ts';
import { holdsStock } from './stocks.ts';

type Measures = ReadonlyMap<string, MeasureDefinition>;

const termsOf = ({ derived }: MeasureDefinition): readonly Term[] => [
  ...(derived?.numerator ?? []),
  ...(derived?.denominator ?? []),
];

/** The way from a measure back to itself through others; undefined when there is none. */
export function cycleOf(definition: MeasureDefinition, measures: Measures): string[] | undefined {
  const seen = new Set<string>();
  const walk = (current: MeasureDefinition, way: readonly string[]): string[] | undefined => {
    for (const { measure } of termsOf(current)) {
      if (measure === definition.code) return [...way, measure];
      const next = measures.get(measure);
      if (!next || seen.has(measure)) continue;
      seen.add(measure);
      const found = walk(next, [...way, measure]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(definition, [definition.code]);
}

/** Whether what a measure adds up can be added to others: no ratio, no extreme, nothing told apart. */
export const canBeAdded = (measure: MeasureDefinition): boolean =>
  measure.derived
    ? measure.derived.denominator === undefined
    : measure.denominator === undefined &&
      measure.numerator !== undefined &&
      isAdditive(measure.numerator) &&
      measure.numerator.aggregate !== 'average';

function termFaults(
  definition: MeasureDefinition,
  { measure }: Term,
  { path, measures }: { readonly path: DefinitionFault['path']; readonly measures: Measures },
): DefinitionFault[] {
  const known = measures.get(measure);
  if (!known) return [fault(path, 'measure-unknown', { measure })];
  if (!canBeAdded(known)) return [fault(path, 'measure-not-additive', { measure })];
  if (known.secrecy) return [fault(path, 'measure-secret', { measure })];
  // What is kept of it are its sums, without the factor by which they are shown.
  if (known.factor !== 1) return [fault(path, 'measure-scaled', { measure, factor: known.factor })];
  if (grains.indexOf(known.grain) > grains.indexOf(definition.grain)) {
    const reason = holdsStock(known, measures) ? 'stock-too-coarse' : 'grain-too-fine';
    return [fault(path, reason, { measure, grain: { zh: grainNames[known.grain].zh, en: known.grain } })];
  }
  const names = new Set(known.dimensions.map(({ name }) => name));
  return definition.dimensions
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => fault(path, 'dimension-of-measure', { measure, dimension: name }));
}

/** A weighted sum down to what is counted from records: `a − a` is nothing, however it is written. */
function weights(terms: readonly Term[], measures: Measures, deep = 0): Map<string, number> {
  const sum = new Map<string, number>();
  for (const { measure, times } of terms) {
    const known = measures.get(measure);
    const parts =
      known?.derived && deep < 50
        ? weights(known.derived.numerator, measures, deep + 1)
        : [[measure, 1] as const];
    for (const [code, weight] of parts) sum.set(code, (sum.get(code) ?? 0) + weight * times);
  }
  return sum;
}

const vanishes = (terms: readonly Term[], measures: Measures): boolean =>
  [...weights(terms, measures).values()].every((weight) => weight === 0);

/** What is wrong with a measure that is made of others. */
export function derivedFaults(
  definition: MeasureDefinition,
  derived: Derivation,
  measures: Measures,
): DefinitionFault[] {
  const cycle = cycleOf(definition, measures);
  if (cycle) return [fault(['derived'], 'measure-cycle', { way: cycle.join(' → ') })];
  const sides = ['numerator', 'denominator'] as const;
  const faults = sides.flatMap((side) =>
    (derived[side] ?? []).flatMap((term, index) =>
      termFaults(definition, term, { path: ['derived', side, index, 'measure'], measures }),
    ),
  );
  if (definition.secrecy) faults.push(fault(['secrecy'], 'secrecy-idle'));
  if (faults.length > 0) return faults;
  const { numerator, denominator } = derived;
  const why = 'a − a';
  return [
    ...(denominator && vanishes(denominator, measures)
      ? [fault(['derived', 'denominator'], 'denominator-zero', { why })]
      : []),
    ...(vanishes(numerator, measures) ? [fault(['derived', 'numerator'], 'numerator-zero', { why })] : []),
  ];
}
