import type { Aggregate, MeasureDefinition } from './shapes.ts';

/** By which fields a row belongs to periods. */
export const timesOf = ({ time, standing }: Aggregate): string[] =>
  standing?.until === undefined ? [time] : [time, standing.until];

/** Every field that one side tells rows apart by. */
export function fieldsUsed(measure: MeasureDefinition, aggregate: Aggregate): string[] {
  const below = aggregate === measure.denominator;
  return [
    ...(aggregate.field === undefined ? [] : [aggregate.field]),
    ...timesOf(aggregate),
    ...aggregate.where.map(({ field }) => field),
    ...aggregate.joins.map(({ from }) => from),
    ...measure.dimensions.map(({ field, denominator }) => (below ? (denominator ?? field) : field)),
  ];
}
