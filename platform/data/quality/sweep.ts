import { hashBytes, type Texts } from '#engines/parquet';
import { ValueKernel } from './value-kernel.ts';

/** A column on its way to its normal form. */
export interface Sweep {
  readonly source: Texts;
  /** What becomes of each value; MISSING where a text is empty, as it is before. */
  readonly states: Uint8Array;
  /** What a form that tells of its values tells of each. */
  readonly told: Int32Array;
  /** Looks closely at one text; places must rise. @returns its state */
  closely(place: number): number;
  /** Where the normal forms of the texts before this one stand, or are about to: the sweep writes all itself. */
  written(place: number): Texts;
}

/** Never busy between two turns of the event loop, so that all columns share it. */
const shared = new ValueKernel();

/** Goes over a column piece by piece; `settle` goes on from a value of the piece to the next that is not usual. */
function sweep(
  { source, states, told, closely }: Sweep,
  kernel: ValueKernel,
  settle: (first: number, from: number) => number,
): void {
  for (let from = 0; from < source.count;) {
    const to = kernel.load(source, from);
    if (to === from) {
      states[from] = closely(from);
      from += 1;
      continue;
    }
    const count = to - from;
    for (let place = settle(0, from); place < count; place = settle(place + 1, from)) {
      kernel.states[place] = closely(from + place);
      kernel.told[place] = told[from + place] ?? 0;
    }
    states.set(kernel.states.subarray(0, count), from);
    if (told.length > 0) told.set(kernel.told.subarray(0, count), from);
    from = to;
  }
}

/** Texts are normal without blanks around them. */
export const sweepTexts = (column: Sweep): void => sweep(column, shared, (first) => shared.texts(first));

/** Identifiers of capitals and digits. */
export const sweepIdentifiers = (column: Sweep): void =>
  sweep(column, shared, (first) => shared.identifiers(first));

/** Dates become ISO days; told is the day as YYYYMMDD. */
export const sweepDates = (column: Sweep): void =>
  sweep(column, shared, (first, from) => {
    const done = shared.days(first, column.written(from + first));
    column.written(from + done);
    return done;
  });

/**
 * Citizen identity numbers, with the birth in each that is right.
 * @param last day on which one may be born, as YYYYMMDD
 */
export function citizenIdSweep(
  last: number,
  isDivision: (division: number) => boolean,
): (column: Sweep) => void {
  const kernel = new ValueKernel(isDivision);
  return (column) => sweep(column, kernel, (first) => kernel.births(first, last));
}

/** Every text is looked at closely: of fields whose values are few, or always rewritten. */
export function sweepClosely({ source, states, closely }: Sweep): void {
  const { ends, count } = source;
  for (let place = 0, start = 4; place < count; place++) {
    const end = ends[place] as number;
    if (end > start) states[place] = closely(place);
    start = end + 4;
  }
}

/** Hashes of texts, zero of empty ones only. */
export function hashTexts(source: Texts, hashes: Int32Array): void {
  for (let from = 0; from < source.count;) {
    const to = shared.load(source, from);
    if (to === from) {
      hashes[from] = hashBytes(source, source.start(from), source.end(from)) || 1;
      from += 1;
      continue;
    }
    shared.hashes();
    hashes.set(shared.told.subarray(0, to - from), from);
    from = to;
  }
}
