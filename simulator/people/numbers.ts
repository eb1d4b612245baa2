import { citizenIdCheck } from '#engines/identifiers';
import { compactDay, referenceDay } from '../days.ts';

/** The division that was never assigned, carried by the city's table of invented codes. */
export const inventedDivision = '000281';

/** Numbers of one day and sex: 001 to 995, for 996 to 999 once belonged to those over a hundred. */
const aDay = 497;

/**
 * Gives citizen identity numbers out in order: valid check characters, no number twice, next ones for twins.
 * Memory: two bytes a day and sex since 1900.
 */
export class CitizenNumbers {
  readonly #given = new Uint16Array(2 * (referenceDay + 1));

  /** @throws RangeError when more people of one sex are born on a day than there are numbers */
  next(birth: number, sex: '1' | '2'): string {
    const place = 2 * birth + (sex === '1' ? 0 : 1);
    const before = this.#given[place] ?? 0;
    if (before >= aDay) throw new RangeError(`no number is left for ${compactDay(birth)}`);
    this.#given[place] = before + 1;
    const sequence = String(2 * before + (sex === '1' ? 1 : 2)).padStart(3, '0');
    const digits = inventedDivision + compactDay(birth) + sequence;
    return digits + citizenIdCheck(digits);
  }
}

const mobiles = 100_000_000;
/** Coprime to the count, so that every number is met once. */
const step = 61_803_399;

/** The `index`th mobile number of the segment that is assigned to nobody; all different below a hundred million. */
export function mobileNumber(seed: number, index: number): string {
  const number = Number((BigInt(index) * BigInt(step) + BigInt(seed) * 7_919n) % BigInt(mobiles));
  return `154${String(number).padStart(8, '0')}`;
}

const rowNumbers = 1_000_000_000;
const rowStep = 618_033_989;
/** `rowStep` turned round: `rowStep * rowBack` is 1 more than a multiple of the count. */
const rowBack = inverse(rowStep, rowNumbers);

/** A department's own number of its row: it tells nothing of who else has which, though the truth can turn it round. */
export function rowNumber(index: number, department: number): string {
  const number = (BigInt(index) * BigInt(rowStep) + BigInt(department) * 131_071n) % BigInt(rowNumbers);
  return String(number).padStart(9, '0');
}

/** The index that {@link rowNumber} was given. */
export function indexOfRow(number: string, department: number): number {
  const shifted = BigInt(number) - BigInt(department) * 131_071n;
  const index = (shifted * rowBack) % BigInt(rowNumbers);
  return Number(index < 0n ? index + BigInt(rowNumbers) : index);
}

/** Extended Euclid. */
function inverse(value: number, modulus: number): bigint {
  let [rest, next] = [BigInt(modulus), BigInt(value)];
  let [factor, following] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, following] = [following, factor - quotient * following];
  }
  return factor < 0n ? factor + BigInt(modulus) : factor;
}
