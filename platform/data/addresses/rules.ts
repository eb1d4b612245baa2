import type { StandardParts } from '#engines/addresses';
import type { ReadAddress } from './contract.ts';

/**
 * What the register makes of a written address. `placed`: it has one code. `unknown`: it names a town or village that is
 * not there, or not where it is said to be. `several`: more than one place fits. `elsewhere`: it lies outside of this
 * city, which is no fault. `vague`: nothing is wrong, but it says too little for a code.
 */
export type Verdict = 'placed' | 'unknown' | 'several' | 'elsewhere' | 'vague';

const named = new Set(['town', 'community']);

/** The verdict on one reading, before the register is asked. @param home code of this city */
export function verdictOf(read: ReadAddress, home: string | undefined): Verdict {
  const { division, candidates, contradictions, code } = read;
  if (candidates.length > 1) return 'several';
  if (contradictions.length > 0) return 'unknown';
  if (division === null) return read.parts.some(({ kind }) => named.has(kind)) ? 'unknown' : 'vague';
  if (home !== undefined && !division.code.startsWith(home))
    return home.startsWith(division.code) ? 'vague' : 'elsewhere';
  return code === null ? 'vague' : 'placed';
}

/** Whether a code says only in which town a house stands. */
export const isOfTown = (code: string): boolean => code.slice(9, 12) === '000';

/** The code of the house in which a home lies; a house is its own. */
export const houseOf = (code: string): string => code.split('-').slice(0, 2).join('-');

const joined = (values: readonly (string | undefined)[]): string | null =>
  values.filter((value) => value !== undefined).join('') || null;

/** The parts of a standard address as the register keeps them. */
export function partsOf({ values }: StandardParts) {
  const of = (kind: Parameters<typeof values.get>[0], word = '') =>
    values.has(kind) ? `${values.get(kind)}${word}` : undefined;
  return {
    road: joined([of('road'), of('subRoad')]),
    number: joined([of('roadNumber', '号'), of('subRoadNumber', '号')]),
    place: joined([of('poi'), of('subPoi')]),
    building: joined([of('building', '幢')]),
    room: joined([of('unit', '单元'), of('floor', '楼'), of('room', '室')]),
  };
}
