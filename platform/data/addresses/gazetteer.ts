import { divisionsOfTheNation, makeGazetteer, type Division, type Gazetteer } from '#engines/addresses';
import type { Db } from '#kernel/db';
import { findDivisions, type OwnDivision } from './store.ts';

export interface CityGazetteer {
  readonly gazetteer: Gazetteer;
  /** Code of this city, which is meant where nothing is written. */
  readonly home: string | undefined;
}

const levels = { city: 'county', town: 'town', village: 'community' } as const;

const divisionOf = ({ code, name, level }: OwnDivision): Division => ({ code, name, level: levels[level] });

let last: { readonly of: string; readonly made: CityGazetteer } | undefined;

/** The nation's names and the city's own in force; made anew when a division changed. */
export async function cityGazetteer(db: Db): Promise<CityGazetteer> {
  const own = await findDivisions(db);
  const of = JSON.stringify(own);
  if (last?.of !== of) {
    const known = new Set(own.map(({ code }) => code));
    const nation = divisionsOfTheNation().filter(({ code }) => !known.has(code));
    const gazetteer = makeGazetteer([...nation, ...own.map(divisionOf)]);
    last = { of, made: { gazetteer, home: own.find(({ level }) => level === 'city')?.code } };
  }
  return last.made;
}
