import { isStock, type MeasureDefinition } from './shapes.ts';

/**
 * Whether anything in a measure says what stands at the end of a period: counted so itself, or made of what is. Of that the last
 * finest period counts in a coarser one, and nothing of it adds up over time; what merely happens beside it does.
 * @param measures every measure by its code; of one that is not among them nothing is said
 */
export function holdsStock(
  measure: MeasureDefinition,
  measures: ReadonlyMap<string, MeasureDefinition>,
): boolean {
  const seen = new Set<string>();
  const walk = (each: MeasureDefinition | undefined): boolean => {
    // What the checks let stand goes in no circle; what stands no longer may.
    if (!each || seen.has(each.code)) return false;
    seen.add(each.code);
    const terms = [...(each.derived?.numerator ?? []), ...(each.derived?.denominator ?? [])];
    return isStock(each) || terms.some((term) => walk(measures.get(term.measure)));
  };
  return walk(measure);
}

/** Codes of those measures that hold a stock. */
export const stocksAmong = (measures: ReadonlyMap<string, MeasureDefinition>): ReadonlySet<string> =>
  new Set([...measures.values()].filter((each) => holdsStock(each, measures)).map(({ code }) => code));
