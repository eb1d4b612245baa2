import { companies, type Company } from '../companies/companies.ts';
import { referenceDay } from '../days.ts';
import { people, type Peopled } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import type { Random } from '../random.ts';
import type { DatasetHabit } from './habits.ts';

const mostPeople = 60_000;
const mostCompanies = 20_000;
const year = 365.2425;

/** The people and companies that departments know: all of a town's, evenly chosen ones of a city's. */
export interface Pool {
  readonly people: readonly Person[];
  readonly companies: readonly Company[];
}

const atATime = 4096;

/** Every so many of them; others have their turn in between, for a city is being served meanwhile. */
async function everyNth<T>(items: Iterable<T>, step: number): Promise<T[]> {
  const found: T[] = [];
  let at = 0;
  for (const item of items) {
    if (at % step === 0) found.push(item);
    if (++at % atATime === 0) await new Promise(setImmediate);
  }
  return found;
}

/** Memory: at most sixty thousand people and twenty thousand companies, whatever the size. */
export async function poolOf(peopled: Peopled): Promise<Pool> {
  const { people: all, companies: count } = peopled.extent;
  return {
    people: await everyNth(people(peopled), Math.ceil(all / mostPeople)),
    companies: await everyNth(companies(peopled), Math.ceil(count / mostCompanies)),
  };
}

const ageOf = ({ birth }: Person): number => (referenceDay - birth) / year;

/** Those whom a dataset speaks of, by age and sex; everybody where a small town has none of them. */
export function peopleOf(
  { people: all }: Pool,
  { ages: [from, to], sex }: Pick<DatasetHabit, 'ages' | 'sex'>,
): readonly Person[] {
  const found = all.filter(
    (person) => ageOf(person) >= from && ageOf(person) <= to && (sex ?? person.sex) === person.sex,
  );
  return found.length > 0 ? found : all;
}

const tries = 12;

/** Somebody of about the same kind and of the other sex, for a spouse; anybody where none is met soon. */
export function otherThan(random: Random, people: readonly Person[], { sex }: Person): Person {
  let met = random.pick(people);
  for (let left = tries; left > 0 && met.sex === sex; left--) met = random.pick(people);
  return met;
}
