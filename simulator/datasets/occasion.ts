import type { Company } from '../companies/companies.ts';
import type { Person } from '../people/person.ts';
import { inventAddress, type Village } from '../places.ts';
import type { Random } from '../random.ts';

/** What one row is about: fields that belong together are filled from one person, one company, one place. */
export interface Occasion {
  readonly random: Random;
  /** Place of the row in its dataset, from 0. */
  readonly row: number;
  readonly person: Person;
  readonly other: Person;
  readonly company: Company;
  readonly village: Village;
  readonly address: string;
  /** The first day that the row tells; later ones do not come before it. */
  day: number | undefined;
}

/** Whose rows these are: a dataset that names people stands where they live, one of companies where these have their seat. */
export type About = 'person' | 'company' | 'place';

export function placeOf(
  about: About,
  {
    person,
    company,
    random,
    villages,
  }: Pick<Occasion, 'person' | 'company' | 'random'> & {
    readonly villages: readonly Village[];
  },
): Pick<Occasion, 'village' | 'address'> {
  if (about === 'person') return { village: person.village, address: person.address };
  if (about === 'company') return { village: company.village, address: company.address };
  const village = random.pick(villages);
  return { village, address: inventAddress(random, village) };
}
