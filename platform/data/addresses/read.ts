import {
  addressCode,
  matchAddress,
  normaliseAddress,
  parseAddress,
  standardParts,
  type Division,
} from '#engines/addresses';
import type { Db } from '#kernel/db';
import type { ReadAddress } from './contract.ts';
import { cityGazetteer, type CityGazetteer } from './gazetteer.ts';
import { partsOf } from './rules.ts';

const placeOf = ({ code, name }: Division) => ({ code, name });

/** What a written address says, with the names at hand. */
export function readWith({ gazetteer, home }: CityGazetteer, text: string) {
  const parts = parseAddress(text, gazetteer);
  const match = matchAddress(parts, gazetteer, home === undefined ? {} : { home });
  const standard = standardParts(parts, match);
  const read: ReadAddress = {
    parts: [...parts],
    division: match.division ? placeOf(match.division) : null,
    confidence: match.confidence,
    assumed: [...match.assumed],
    candidates: match.candidates.map(placeOf),
    contradictions: match.contradictions.map(({ written, within, elsewhere }) => ({
      written,
      within,
      elsewhere: elsewhere.map(placeOf),
    })),
    ...normaliseAddress(parts, match, gazetteer),
    code: addressCode(standard) ?? null,
  };
  return { read, parts: partsOf(standard) };
}

/** What a written address says and where in this city it lies. Keeps nothing, fails on nothing. */
export async function readAddress(db: Db, text: string): Promise<ReadAddress> {
  return readWith(await cityGazetteer(db), text).read;
}
