import { birthInCitizenId, digitsAt } from '#engines/identifiers';
import { dayOfIso } from './day.ts';
import type { Lookups } from './lookups.ts';

/** Tells a number of the bytes of a value; 0 for nothing. */
export type Tell = (bytes: Buffer, start: number, end: number) => number;

/** The birth in a citizen identity number as YYYYMMDD, 0 when the number is wrong, of no division, or not yet born. */
export function birthTeller({ today, inventedDivisions }: Lookups): Tell {
  const last = dayOfIso(today);
  const invented: ReadonlySet<number> = new Set(inventedDivisions.map(Number));
  // Of a province that there is, or invented.
  const isDivision = (division: number): boolean =>
    (division >= 110_000 && division < 830_000) || invented.has(division);
  return (bytes, start, end) => {
    const birth = birthInCitizenId(bytes, start, end);
    return birth > 0 && birth <= last && isDivision(digitsAt(bytes, start, 6)) ? birth : 0;
  };
}
