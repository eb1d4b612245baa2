import { mobileNumber } from '../../../simulator/people/numbers.ts';
import { isoDay } from '../../../simulator/days.ts';
import { Random } from '../../../simulator/random.ts';
import { addressOf, villagesOf, type Address } from './addresses.ts';
import { clerkOf, slip, written, wrongBirth, wrongName, wrongNumber, type Clerk } from './clerk.ts';
import { streams, type Household, type Person } from './households.ts';

/** A record as it stands in a register; undefined where the field is empty. */
export interface Written {
  readonly name: string;
  readonly sex: string;
  readonly number: string | undefined;
  readonly birth: string | undefined;
  readonly phone: string | undefined;
  readonly address: string;
}

type Side = 0 | 1;

export interface Registers {
  readonly seed: number;
  readonly people: number;
  readonly villages: number;
  /** For each side the number that was written last: a copied line. */
  readonly last: [string, string];
}

export const startRegisters = (seed: number, people: number): Registers => ({
  seed,
  people,
  villages: villagesOf(people),
  last: ['', ''],
});

interface Home {
  readonly address: Address;
  readonly clerk: Clerk;
  /** The address is written wrong for all who live here. */
  readonly wrong: boolean;
}

/** Where a household is on either side, and who writes it down there. */
function homesOf({ seed, villages }: Registers, household: number): readonly [Home, Home] {
  const random = new Random(seed, streams.address, household, 999);
  const before = addressOf(seed, household, villages);
  const moved = random.chance(0.06);
  const elsewhere = addressOf(seed, household, villages, 1);
  const near = { ...elsewhere, village: before.village, town: before.town, place: before.place };
  const moving = () => (random.chance(1 / 3) ? near : elsewhere);
  const after = moved ? moving() : before;
  const home = (side: Side, address: Address): Home => {
    const clerk = clerkOf(seed, side, address.village, random.below(2));
    return { address, clerk, wrong: random.chance(0.025 * clerk.haste) };
  };
  return [home(0, before), home(1, after)];
}

interface Phones {
  readonly before: string;
  readonly after: string;
}

/** Phones of a household before and after: some changed, some handed down, some at last a stranger's. */
function phonesOf({ seed, people }: Registers, household: Household): Phones[] {
  const random = new Random(seed, streams.phone, household.index);
  const own = household.people.map(({ index }) => mobileNumber(seed, index));
  const holders = household.people.flatMap(({ age }, at) => (age >= 14 && age <= 70 ? [at] : []));
  const phones = household.people.map(({ age, index }, at): Phones => {
    const shared = (age < 14 || (age > 70 && random.chance(0.5))) && holders.length > 0;
    const before = shared ? (own[random.pick(holders)] ?? '') : (own[at] ?? '');
    if (!random.chance(0.25)) return { before, after: before };
    const stranger = random.chance(1 / 12);
    return { before, after: mobileNumber(seed, stranger ? random.below(people) : people + index) };
  });
  return phones.map((each, at) => {
    const from = phones[random.below(phones.length)];
    const handedDown = from && from !== each && from.before !== from.after && random.chance(0.2);
    return handedDown && at !== phones.indexOf(from) ? { ...each, after: from.before } : each;
  });
}

interface Seen {
  readonly person: Person;
  readonly household: Household;
  readonly home: Home;
  readonly phone: string;
  readonly side: Side;
}

function numberAsWritten(registers: Registers, random: Random, seen: Seen): string | undefined {
  const { person, household, home, side } = seen;
  const { haste, withoutNumber } = home.clerk;
  const mistake = random.next();
  const someone = random.pick(household.people).number;
  const previous = registers.last[side];
  if (random.chance(side === 1 && person.age < 6 ? 0.5 : withoutNumber)) return undefined;
  registers.last[side] = person.number;
  if (mistake < 0.003 * haste) return someone;
  if (mistake < 0.0038 * haste && previous !== '') return previous;
  return mistake < 0.0198 * haste ? wrongNumber(random, person.number) : person.number;
}

function birthAsWritten(random: Random, { person, home }: Seen, number: string | undefined) {
  const { clerk } = home;
  if (clerk.birthFromNumber && number !== undefined && number !== person.number) return number.slice(6, 14);
  const share = (person.age >= 60 ? 0.032 : 0.016) * clerk.haste;
  return random.chance(share) ? wrongBirth(random, clerk, person.birth, person.age) : person.birth;
}

function phoneAsWritten(random: Random, { phone, home }: Seen): string | undefined {
  const { haste, withoutPhone, officePhone } = home.clerk;
  if (random.chance(withoutPhone)) return officePhone;
  return random.chance(0.015 * haste) ? slip(random, phone, 2) : phone;
}

function write(registers: Registers, random: Random, seen: Seen): Written {
  const { person, home } = seen;
  const { clerk } = home;
  const number = numberAsWritten(registers, random, seen);
  const birth = birthAsWritten(random, seen, number);
  const other = person.sex === '1' ? '2' : '1';
  return {
    name: random.chance(0.024 * clerk.haste) ? wrongName(random, clerk, person.name) : person.name,
    sex: random.chance(0.002 * clerk.haste) ? other : person.sex,
    number,
    birth: random.chance(0.01) ? undefined : isoDay(birth),
    phone: phoneAsWritten(random, seen),
    address: written(random, clerk, home.address, home.wrong || random.chance(0.005 * clerk.haste)),
  };
}

/** On which sides people are: of some twins one here, the other there. */
function placesOf(random: Random, people: readonly Person[]): (readonly [boolean, boolean])[] {
  const places = people.map((): readonly [boolean, boolean] => [random.chance(0.926), random.chance(0.676)]);
  for (const [at, { twinOf }] of people.entries())
    if (twinOf !== undefined && random.chance(0.15)) {
      places[twinOf] = [true, false];
      places[at] = [false, true];
    }
  return places;
}

function marries({ age, sex, role }: Person): number {
  if (age < 22 || age > 35 || role === 'spouse') return 0;
  return sex === '2' ? 0.04 : 0.015;
}

/** The records of a household's people, as they stand on either side. */
export function* recordsOf(registers: Registers, household: Household) {
  const { seed, people } = registers;
  const random = new Random(seed, streams.record, household.index);
  const [before, after] = homesOf(registers, household.index);
  const phones = phonesOf(registers, household);
  const places = placesOf(random, household.people);
  for (const [at, person] of household.people.entries()) {
    const married = random.chance(marries(person));
    const newHome = random.below(Math.ceil(people / 3));
    const now = married ? homesOf(registers, newHome)[1] : after;
    const newPhone = married && random.chance(0.4);
    const phone = phones[at] ?? { before: '', after: '' };
    const [onLeft, onRight] = places[at] ?? [false, false];
    const seen = { person, household };
    const left = onLeft
      ? write(registers, random, { ...seen, home: before, phone: phone.before, side: 0 })
      : undefined;
    const right = onRight
      ? write(registers, random, {
          ...seen,
          home: now,
          phone: newPhone ? mobileNumber(seed, 2 * people + person.index) : phone.after,
          side: 1,
        })
      : undefined;
    yield { index: person.index, left, right };
  }
}
