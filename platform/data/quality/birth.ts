import { birthInCitizenId, digitsAt } from '#engines/identifiers';
import { dayOfIso } from './day.ts';
import type { Lookups } from './lookups.ts';

/** Tells a number of the bytes of a value; 0 for nothing. */
export type Tell = (bytes: Buffer, start: number, end: number) => number;

/** Of a province that there is, or of invented people. */
export function divisionTest({ inventedDivisions }: Lookups): (division: number) => boolean {
  const invented: ReadonlySet<number> = new Set(inventedDivisions.map(Number));
  return (division) => (division >= 110_000 && division < 830_000) || invented.has(division);
}

/** The birth in a citizen identity number as YYYYMMDD, 0 when the number is wrong, of no division, or not yet born. */
export function birthTeller(lookups: Lookups): Tell {
  const last = dayOfIso(lookups.today);
  const isDivision = divisionTest(lookups);
  return (bytes, start, end) => {
    const birth = birthInCitizenId(bytes, start, end);
    return birth > 0 && birth <= last && isDivision(digitsAt(bytes, start, 6)) ? birth : 0;
  };
}
