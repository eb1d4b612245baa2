import { setImmediate } from 'node:timers/promises';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { saidAloud } from '#platform/base/codes';
import type { ReadAddress } from './contract.ts';
import { cityGazetteer, type CityGazetteer } from './gazetteer.ts';
import { readWith } from './read.ts';
import { Address } from './records.ts';
import { houseOf, isOfTown, verdictOf, type Verdict } from './rules.ts';
import * as store from './store.ts';

/** What became of one written address. */
export interface Placed {
  readonly verdict: Verdict;
  /** The code in force, when it was placed: of the address into which it was merged, if it was. */
  readonly code: string | null;
  /** The register did not have it before. */
  readonly fresh: boolean;
  readonly read: ReadAddress;
}

/** A written address and whether it was invented. */
export interface Written {
  readonly text: string;
  readonly simulated: boolean;
  /** Code of the village that stood in a column beside it, for words that begin below the village. */
  readonly division?: string | undefined;
}

interface Candidate extends Written {
  readonly verdict: Verdict;
  readonly read: ReadAddress;
  readonly parts: ReturnType<typeof readWith>['parts'];
  /** What stands below the village. */
  readonly local: string;
}

/** The names of a village and of what it lies in. */
const pathOf = ({ gazetteer }: CityGazetteer, code: string): string =>
  [2, 4, 6, 9, 12].map((length) => gazetteer.byCode.get(code.slice(0, length))?.name ?? '').join('');

/** Whether the words say nothing of the village, and nothing against any. */
function isShort({ read }: Pick<Candidate, 'read'>, home: string | undefined): boolean {
  const verdict = verdictOf(read, home);
  return verdict === 'vague' || (verdict === 'placed' && isOfTown(read.code ?? ''));
}

/** Words that begin below the village, with the village that the same row names in a column of its own. */
function withDivision(city: CityGazetteer, { text, division = '' }: Written) {
  const alone = readWith(city, text);
  const names = division.length === 12 ? pathOf(city, division) : '';
  if (names === '' || !isShort(alone, city.home)) return alone;
  const whole = readWith(city, names + text);
  const isThere = whole.read.division?.code === division && verdictOf(whole.read, city.home) === 'placed';
  return isThere ? whole : alone;
}

function candidateOf(city: CityGazetteer, written: Written): Candidate {
  const { read, parts } = withDivision(city, written);
  const { road, number, place, building, room } = parts;
  const local = [road, number, place, building, room].filter((part) => part !== null).join('');
  return { ...written, read, parts, local, verdict: verdictOf(read, city.home) };
}

/** Addresses that are read before others get their turn: some tens of milliseconds. */
const readAtOnce = 100;

/** Reads each; people of one household write one address, which is read once. */
async function readAll(city: CityGazetteer, written: readonly Written[]): Promise<Candidate[]> {
  const read = new Map<string, Candidate>();
  const candidates: Candidate[] = [];
  for (const each of written) {
    const same = `${each.division ?? ''} ${each.text}`;
    const candidate = { ...(read.get(same) ?? candidateOf(city, each)), ...each };
    read.set(same, candidate);
    candidates.push(candidate);
    if (candidates.length % readAtOnce === 0) await setImmediate();
  }
  return candidates;
}

const newRow = ({ read, parts, local, simulated }: Candidate) => {
  const code = read.code ?? '';
  return {
    code,
    text: read.text,
    local,
    division: read.division?.code ?? '',
    house: houseOf(code),
    ...parts,
    ...saidAloud(local),
    state: 'in-use',
    simulated,
  };
};

type Decision = Pick<Placed, 'verdict' | 'code'>;

/**
 * A house written without its village is the one house of its town that is known under that road and number; where the
 * town has several such houses, or none yet, nobody guesses.
 */
function ofTown(known: readonly string[] | undefined): Decision {
  const [only, ...others] = known ?? [];
  if (only === undefined) return { verdict: 'vague', code: null };
  return others.length > 0 ? { verdict: 'several', code: null } : { verdict: 'placed', code: only };
}

/**
 * Gives each written address the code of its place, and the register the places that it did not have. The same again
 * changes nothing; two writings of one place are one row. What cannot be placed says why and writes nothing.
 * @param from where the addresses were written: `batch:<id>`, `form`
 * @returns one for each of `written`, in their order
 */
export async function placeAddresses(
  context: Context,
  tx: Db,
  written: readonly Written[],
  from: { readonly source: string },
): Promise<Placed[]> {
  const city = await cityGazetteer(tx);
  const candidates = await readAll(city, written);
  const whole = candidates.filter(({ verdict, read }) => verdict === 'placed' && !isOfTown(read.code ?? ''));
  const fresh = await enter(context, tx, whole, from);
  const inTowns = candidates.filter(({ verdict, read }) => verdict === 'placed' && isOfTown(read.code ?? ''));
  const houses = await store.housesInTowns(
    tx,
    inTowns.map(({ read, local }) => ({ town: read.division?.code ?? '', local })),
  );
  const decisions = candidates.map((candidate): Decision => {
    const { verdict, read, local } = candidate;
    if (verdict !== 'placed' || read.code === null) return { verdict, code: null };
    if (!isOfTown(read.code)) return { verdict, code: read.code };
    return ofTown(houses.get(`${read.division?.code} ${local}`));
  });
  const standing = await store.standingCodes(
    tx,
    decisions.flatMap(({ code }) => code ?? []),
  );
  return decisions.map(({ verdict, code }, at) => ({
    verdict,
    code: code === null ? null : (standing.get(code) ?? code),
    fresh: code !== null && fresh.has(code),
    // oxlint-disable-next-line typescript/no-non-null-assertion -- one decision for each
    read: candidates[at]!.read,
  }));
}

/** Writes the places that the register does not have, and says which; those that it has stay as they are. */
async function enter(
  context: Context,
  tx: Db,
  candidates: readonly Candidate[],
  { source }: { readonly source: string },
): Promise<Set<string>> {
  const byCode = new Map(candidates.map((each) => [each.read.code ?? '', each]));
  const known = await store.knownCodes(tx, [...byCode.keys()]);
  const fresh = [...byCode].filter(([code]) => !known.has(code));
  if (fresh.length > 0)
    await writeRows(
      context,
      tx,
      Address,
      fresh.map(([, each]) => newRow(each)),
      { source, basis: 'addresses:standard' },
    );
  return new Set(fresh.map(([code]) => code));
}
