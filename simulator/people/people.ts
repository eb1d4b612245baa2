import { referenceDay, yearOf } from '../days.ts';
import { inventAddress, type Places, type Village } from '../places.ts';
import { Random, Weighted } from '../random.ts';
import type { Extent } from '../sizes.ts';
import { streams } from '../streams.ts';
import { householdOf, type Member } from './household.ts';
import { givenName } from './names.ts';
import { CitizenNumbers, mobileNumber } from './numbers.ts';
import type { Person } from './person.ts';
import { surnames } from './surnames.ts';

/** What the stream of people is made from. */
export interface Peopled {
  readonly seed: number;
  readonly extent: Extent;
  readonly places: Places;
}

/** Codes of GB/T 3304 by how many live in the region; 01 is Han. */
const ethnicities = (han: number) =>
  new Weighted<string>([
    ['01', han],
    ['06', 9],
    ['15', 7],
    ['09', 5],
    ['08', 4],
    ['12', 3],
    ['07', 3],
    ['03', 2],
    ['22', 1],
    ['11', 1],
  ]);
const registeredEthnicities = ethnicities(3500);
const arrivedEthnicities = ethnicities(450);

/** Share of households whose head is given the name of a neighbour of the same sex. */
const namesakes = 0.004;

interface Household {
  readonly number: number;
  readonly random: Random;
  readonly village: Village;
  readonly address: string;
  readonly ethnicity: string;
  readonly surname: string;
  readonly registered: boolean;
}

const surnameIn = (household: Household, { role, sex }: Member): string => {
  if (role === 'spouse' || (role === 'parent' && sex === '2')) return surnames.draw(household.random);
  return household.surname;
};

/** Of their own at the ages in which people have a telephone; a child's is that of the head. */
function mobileOf(
  { seed }: Peopled,
  { household }: Growing,
  { age, role }: Member,
  { index, head }: { index: number; head: Person | undefined },
): string | null {
  if (age >= 14 && age <= 84 && household.random.chance(0.94)) return mobileNumber(seed, index);
  return role === 'child' ? (head?.mobile ?? null) : null;
}

function openHousehold(peopled: Peopled, number: number, registered: boolean): Household {
  const random = new Random(streams.household, peopled.seed, number);
  const village = (registered ? peopled.places.byRegistered : peopled.places.byArrived).draw(random);
  return {
    number,
    random,
    village,
    address: inventAddress(random, village),
    ethnicity: (registered ? registeredEthnicities : arrivedEthnicities).draw(random),
    surname: surnames.draw(random),
    registered,
  };
}

const birthOf = (random: Random, { age, twin }: Member, before: Person | undefined): number =>
  twin && before ? before.birth : Math.max(1, referenceDay - Math.floor((age + random.next()) * 365.2425));

interface Growing {
  readonly household: Household;
  readonly numbers: CitizenNumbers;
  /** Index of the first of them. */
  readonly first: number;
  /** Head of the household before. */
  readonly neighbour: Person | undefined;
}

const namesakeOf = (random: Random, { sex }: Member, neighbour: Person | undefined): Person | undefined =>
  neighbour?.sex === sex && random.chance(namesakes) ? neighbour : undefined;

/** Makes the next person of a household; draws from its stream in this order and no other. */
function grow(peopled: Peopled, growing: Growing, made: readonly Person[], member: Member): Person {
  const { household, neighbour, numbers } = growing;
  const { random } = household;
  const [head] = made;
  const index = growing.first + made.length;
  const before = made.at(-1);
  const birth = birthOf(random, member, before);
  const namesake = head ? undefined : namesakeOf(random, member, neighbour);
  const name = surnameIn(household, member) + givenName(random, member.sex, yearOf(birth));
  return {
    index,
    household: household.number,
    name: namesake?.name ?? name,
    sex: member.sex,
    birth,
    citizenId: numbers.next(birth, member.sex),
    ethnicity: household.ethnicity,
    village: household.village,
    address: household.address,
    mobile: mobileOf(peopled, growing, member, { index, head }),
    registered: household.registered,
    head: !head,
    role: head ? member.role : 'head',
    twinOf: member.twin ? (before?.index ?? null) : null,
    homonymOf: namesake?.index ?? null,
  };
}

/**
 * Households one after the other, registered ones first; each a few people of one address.
 * The same seed and extent give the same people. Memory: the numbers given out, whatever the size.
 */
export function* households(peopled: Peopled): Generator<readonly Person[]> {
  const numbers = new CitizenNumbers();
  const { people: all, registered } = peopled.extent;
  let first = 0;
  let neighbour: Person | undefined;
  for (let number = 0; first < all; number++) {
    const isRegistered = first < registered;
    const household = openHousehold(peopled, number, isRegistered);
    const room = (isRegistered ? registered : all) - first;
    const made: Person[] = [];
    for (const member of householdOf(household.random, isRegistered).slice(0, room))
      made.push(grow(peopled, { household, numbers, first, neighbour }, made, member));
    first += made.length;
    neighbour = made[0];
    yield made;
  }
}

/** The same people, one by one. */
export function* people(peopled: Peopled): Generator<Person> {
  for (const household of households(peopled)) yield* household;
}
