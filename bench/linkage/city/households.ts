import { citizenIdCheck } from '#engines/identifiers';
import { compactDay, dayOf, referenceDay, yearOf } from '../../../simulator/days.ts';
import { likeSounding } from '../../../simulator/mistakes/similar.ts';
import { householdOf, type Member } from '../../../simulator/people/household.ts';
import { givenName } from '../../../simulator/people/names.ts';
import { CitizenNumbers } from '../../../simulator/people/numbers.ts';
import { surnames } from '../../../simulator/people/surnames.ts';
import { Random } from '../../../simulator/random.ts';

/** Someone as they truly are. */
export interface Person {
  readonly index: number;
  readonly name: string;
  readonly sex: '1' | '2';
  /** Identity number, of a division that was never assigned. */
  readonly number: string;
  /** `YYYYMMDD` */
  readonly birth: string;
  readonly age: number;
  readonly role: Member['role'];
  /** The other of two born together; of the second the place of the first in the household. */
  readonly twinOf: number | undefined;
}

export interface Household {
  readonly index: number;
  readonly people: readonly Person[];
}

/** Streams of chance, apart so that a change in one leaves the others. */
export const streams = { household: 1, address: 2, clerk: 3, record: 4, phone: 5, village: 6 };

const homeShare = 0.85;

function numberOf(random: Random, given: string): string {
  const division = random.chance(homeShare) ? '990281' : `99${String(random.between(1000, 9899))}`;
  const digits = division + given.slice(6, 17);
  return digits + citizenIdCheck(digits);
}

/** A year of so many years ago and a day in it, not after the day on which the city is looked at. */
const birthOf = (random: Random, age: number): number =>
  Math.min(referenceDay, dayOf(yearOf(referenceDay) - age, 1, 1) + random.below(365) - (age === 0 ? 180 : 0));

interface Drawn {
  readonly member: Member;
  readonly birth: number;
  readonly name: string;
}

/** Spouses keep their surname; children have the head's. Twins share a day and the first character of the given name. */
function draw(random: Random, members: readonly Member[]): Drawn[] {
  const surname = surnames.draw(random);
  const drawn: Drawn[] = [];
  for (const member of members) {
    const before = drawn.at(-1);
    const birth = member.twin && before ? before.birth : birthOf(random, member.age);
    const own = member.role === 'spouse' || (member.role === 'parent' && member.sex === '2');
    const family = own ? surnames.draw(random) : surname;
    let given = givenName(random, member.sex, yearOf(birth));
    if (member.twin && before) {
      const first = before.name.slice(family.length, family.length + 1);
      given = first + (likeSounding(given.slice(-1)) ?? given.slice(-1));
    }
    drawn.push({ member, birth, name: family + given });
  }
  return drawn;
}

/**
 * Households one after the other until there are `people` people. Every hundredth birth or so is of twins, as the
 * simulator's households have them.
 */
export function* households(seed: number, people: number): Generator<Household> {
  const numbers = new CitizenNumbers();
  let index = 0;
  for (let household = 0; index < people; household++) {
    const random = new Random(seed, streams.household, household);
    const drawn = draw(random, householdOf(random, random.chance(0.8))).slice(0, people - index);
    yield {
      index: household,
      people: drawn.map(({ member, birth, name }, at): Person => ({
        index: index++,
        name,
        sex: member.sex,
        number: numberOf(random, numbers.next(birth, member.sex)),
        birth: compactDay(birth),
        age: member.age,
        role: member.role,
        twinOf: member.twin && at > 0 ? at - 1 : undefined,
      })),
    };
  }
}
