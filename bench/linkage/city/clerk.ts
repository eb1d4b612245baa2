import { citizenIdCheck } from '#engines/identifiers';
import { likeLooking, likeSounding } from '../../../simulator/mistakes/similar.ts';
import { Random } from '../../../simulator/random.ts';
import { spell, type Address, type Style } from './addresses.ts';
import { streams } from './households.ts';

/** One who writes records down, with habits that all records of the same hand share. */
export interface Clerk {
  /** Many mistakes or few: what every chance of a mistake is multiplied with. */
  readonly haste: number;
  /** The kind of mistake this hand makes with names. */
  readonly name: 'sound' | 'shape' | 'order' | 'missing';
  readonly style: Style;
  /** Reads the birth date off the identity number, with the mistakes that are in it. */
  readonly birthFromNumber: boolean;
  /** Share of records left without a number, a phone. */
  readonly withoutNumber: number;
  readonly withoutPhone: number;
  /** The office's own phone, put down where there is none; undefined: the field stays empty. */
  readonly officePhone: string | undefined;
  /** Writes the first of January where the day is not known. */
  readonly firstOfJanuary: boolean;
}

const styles: readonly Style[] = ['full', 'full', 'without-town', 'dashes', 'lanes'];
const kinds: readonly Clerk['name'][] = ['sound', 'sound', 'shape', 'order', 'missing'];

/** `office`: the side and the village, in which two hands write. */
export function clerkOf(seed: number, side: 0 | 1, village: number, hand: number): Clerk {
  const random = new Random(seed, streams.clerk, side, village, hand);
  const careful = side === 0;
  return {
    haste: (careful ? 0.3 : 1) * 0.3 * 14 ** random.next(),
    name: random.pick(kinds),
    style: careful ? random.pick(styles.slice(0, 3)) : random.pick(styles),
    birthFromNumber: random.chance(0.4),
    withoutNumber: careful ? 0.03 : 0.55 * random.next() ** 1.5,
    withoutPhone: (careful ? 0.15 : 0.3) * random.next(),
    officePhone: random.chance(0.15) ? `0574990${String(random.below(10000)).padStart(4, '0')}` : undefined,
    firstOfJanuary: random.chance(0.3),
  };
}

const digitsNear: Readonly<Record<string, string>> = {
  0: '9', 1: '27', 2: '13', 3: '28', 4: '5', 5: '46', 6: '59', 7: '18', 8: '39', 9: '80',
}; // prettier-ignore

/** One wrong digit, one of them next to it on the keys or alike to the eye, or two exchanged. */
export function slip(random: Random, text: string, from = 0): string {
  const characters = [...text];
  const at = random.between(from, characters.length - 2);
  const [one = '', two = ''] = characters.slice(at, at + 2);
  if (random.chance(0.4) && one !== two) characters.splice(at, 2, two, one);
  else characters[at] = random.pick(digitsNear[one] ?? '0');
  return characters.join('');
}

function exchangedOrder(name: string): string {
  const characters = [...name];
  return characters.length < 3
    ? name
    : [...characters.slice(0, -2), ...characters.slice(-2).toReversed()].join('');
}

const spare = [...'小阿大建国明华英芳文军红'];

/** A name in the wrong characters, as this hand gets them wrong, or another. */
export function wrongName(random: Random, { name: usual }: Clerk, name: string): string {
  const kind = random.chance(0.7) ? usual : random.pick(kinds);
  const wrong = {
    sound: () => likeSounding(name),
    shape: () => likeLooking(name),
    order: () => exchangedOrder(name),
    missing: () => (name.length > 2 ? name.slice(0, -1) : undefined),
  }[kind]();
  if (wrong !== undefined && wrong !== name) return wrong;
  return name.slice(0, -1) + random.pick(spare);
}

/** `YYYYMMDD` wrong: day and month exchanged, a digit, a year more or less, by the lunar calendar, or only the year known. */
export function wrongBirth(random: Random, { firstOfJanuary }: Clerk, birth: string, age: number): string {
  const [year, month, day] = [birth.slice(0, 4), birth.slice(4, 6), birth.slice(6)];
  const lunar = () => {
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) - random.between(20, 48)));
    return date.toISOString().slice(0, 10).replaceAll('-', '');
  };
  if (age >= 60 && random.chance(0.5)) return lunar();
  if (firstOfJanuary && random.chance(0.4)) return `${year}0101`;
  if (Number(day) <= 12 && day !== month && random.chance(0.4)) return year + day + month;
  if (random.chance(0.3)) return String(Number(year) + (random.chance(0.5) ? 1 : -1)) + month + day;
  return slip(random, birth, 2);
}

/** A number wrong in one place, rarely in two; or with its birth date exchanged and the check character made right. */
export function wrongNumber(random: Random, number: string): string {
  if (random.chance(0.06)) {
    const digits = slip(random, number.slice(0, 17), 14);
    return digits + citizenIdCheck(digits);
  }
  const once = slip(random, number, 4);
  return random.chance(0.1) ? slip(random, once, 4) : once;
}

/** The address as this hand writes it, or once in five times in some other way; one in a while with a wrong number. */
export function written(random: Random, clerk: Clerk, address: Address, wrong: boolean): string {
  const style = random.chance(0.8) ? clerk.style : random.pick(styles);
  if (!wrong) return spell(address, style);
  if (address.room !== undefined && random.chance(0.6))
    return spell({ ...address, room: Number(slip(random, String(address.room))) }, style);
  if (random.chance(0.3))
    return spell({ ...address, place: likeLooking(address.place) ?? address.place }, style);
  return spell({ ...address, number: address.number + random.between(1, 9) }, style);
}
