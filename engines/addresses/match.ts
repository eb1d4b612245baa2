import { isSlip } from './edit-distance.ts';
import { liesIn, type Division, type Gazetteer } from './gazetteer.ts';
import { fold } from './fold.ts';
import type { AddressPart, PartKind } from './parts.ts';

/** What was taken for granted on the way from the written words to a division. */
export interface Assumption {
  /**
   * `short-name`: the ending was left out (余姚 for 余姚市). `spelling`: one character is another, missing or too many.
   * `former`: the division is no more. `home`: nothing written says in which city, so it is the caller's own.
   */
  readonly kind: 'short-name' | 'spelling' | 'former' | 'home';
  readonly written: string;
  readonly taken: string;
}

/** A name that lies in nothing of what was read before it. */
export interface Contradiction {
  readonly written: string;
  /** Name of the division in which it should lie. */
  readonly within: string;
  /** Divisions of that name elsewhere. */
  readonly elsewhere: readonly Division[];
}

export interface AddressMatch {
  /** The narrowest division that the words lead to; undefined when they lead to none or to several. */
  readonly division: Division | undefined;
  /** `certain`: every name as it stands in the gazetteer. `likely`: something was assumed. `open`: a person must look. */
  readonly confidence: 'certain' | 'likely' | 'open';
  readonly assumed: readonly Assumption[];
  /** All that fit when there are several. */
  readonly candidates: readonly Division[];
  readonly contradictions: readonly Contradiction[];
}

export interface MatchOptions {
  /** Code of the division that is meant where nothing written says otherwise, as 330281 for Yuyao's own files. */
  readonly home?: string;
}

interface Candidate {
  readonly division: Division;
  readonly assumed: readonly Assumption[];
}

const wide: readonly PartKind[] = ['province', 'city', 'county'];
const placed: readonly PartKind[] = ['province', 'city', 'county', 'zone', 'town', 'community'];

function named(written: string, gazetteer: Gazetteer): Candidate[] {
  return (gazetteer.byName.get(written) ?? []).flatMap(({ divisions, whole }) =>
    divisions.map((division) => ({
      division,
      assumed: [
        ...(whole ? [] : [{ kind: 'short-name' as const, written, taken: division.name }]),
        ...(division.became ? [{ kind: 'former' as const, written, taken: division.name }] : []),
      ],
    })),
  );
}

/** Names inside of what is known that differ by one character; only those, for a slip of the hand has a place. */
function alike(written: string, within: readonly Candidate[], gazetteer: Gazetteer): Candidate[] {
  if (written.length < 3 || within.length === 0) return [];
  const found: Candidate[] = [];
  for (const division of gazetteer.byCode.values()) {
    if (!isSlip(written, division.name)) continue;
    if (within.some((each) => each.division.code !== division.code && liesIn(division, each.division)))
      found.push({ division, assumed: [{ kind: 'spelling', written, taken: division.name }] });
  }
  return found;
}

/** Those that lie in one of the known, or in which one of the known lies (余姚市 before 浙江省 in a doubled address). */
function inside(candidates: readonly Candidate[], known: readonly Candidate[]): Candidate[] {
  return candidates.flatMap((candidate) => {
    const outer = known.find((each) => liesIn(candidate.division, each.division));
    if (outer) return [{ division: candidate.division, assumed: [...outer.assumed, ...candidate.assumed] }];
    const inner = known.find((each) => liesIn(each.division, candidate.division));
    return inner ? [inner] : [];
  });
}

/** One candidate a division, whole names before short ones. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const there = best.get(candidate.division.code);
    if (!there || candidate.assumed.length < there.assumed.length)
      best.set(candidate.division.code, candidate);
  }
  const all = [...best.values()];
  const whole = all.filter(({ assumed }) => !assumed.some(({ kind }) => kind === 'short-name'));
  return whole.length > 0 ? whole : all;
}

interface Search {
  known: readonly Candidate[];
  readonly contradictions: Contradiction[];
  /** Names before the first that is known. */
  readonly lost: string[];
}

/** Those of the level that the grammar took it for, if there are any: 三七市 before a village is the town, not its village. */
function ofLevel(candidates: readonly Candidate[], kind: PartKind): readonly Candidate[] {
  const same = candidates.filter(({ division }) => division.level === kind);
  return same.length > 0 ? same : candidates;
}

function narrow(search: Search, part: AddressPart, gazetteer: Gazetteer): void {
  const written = fold(part.text);
  const all = named(written, gazetteer);
  const { known } = search;
  if (known.length === 0) {
    search.known = distinct(ofLevel(all, part.kind));
    if (all.length === 0) search.lost.push(written);
    return;
  }
  const fitting = distinct(ofLevel(inside(all, known), part.kind));
  const found = fitting.length > 0 ? fitting : distinct(inside(alike(written, known, gazetteer), known));
  if (found.length > 0) search.known = found;
  else {
    const elsewhere = distinct(all).map(({ division }) => division);
    search.contradictions.push({ written, within: known[0]?.division.name ?? '', elsewhere });
  }
}

function atHome(known: readonly Candidate[], home: Division | undefined, written: string): Candidate[] {
  if (!home || known.length < 2) return [...known];
  const own = known.filter(({ division }) => liesIn(division, home));
  if (own.length === 0) return [...known];
  const assumption: Assumption = { kind: 'home', written, taken: home.name };
  return own.map(({ division, assumed }) => ({ division, assumed: [...assumed, assumption] }));
}

/** With a home, a slip in the first name is looked for there too. */
function startAtHome(
  search: Search,
  parts: readonly AddressPart[],
  gazetteer: Gazetteer,
  home: Division,
): void {
  search.known = [{ division: home, assumed: [{ kind: 'home', written: '', taken: home.name }] }];
  search.contradictions.length = 0;
  search.lost.length = 0;
  for (const part of parts) narrow(search, part, gazetteer);
  if (search.known.length === 1 && search.known[0]?.division === home) search.known = [];
}

/**
 * The division in which the parts of an address lie. Never guesses in silence: what was assumed is said, of several that
 * fit none is chosen, and a name that does not lie in what stands before it is a contradiction. O(parts); where a name is
 * in no gazetteer, O(divisions) once for it.
 * @param parts from `parseAddress` with the same gazetteer
 */
export function matchAddress(
  parts: readonly AddressPart[],
  gazetteer: Gazetteer,
  options: MatchOptions = {},
): AddressMatch {
  const levels = parts.filter(({ kind }) => placed.includes(kind));
  const home = options.home === undefined ? undefined : gazetteer.byCode.get(options.home);
  const search: Search = { known: [], contradictions: [], lost: [] };
  for (const part of levels) {
    narrow(search, part, gazetteer);
    if (search.known.length > 1) search.known = atHome(search.known, home, part.text);
  }
  if (search.known.length === 0 && home && levels.length > 0) startAtHome(search, levels, gazetteer, home);
  if (!levels.some(({ kind }) => wide.includes(kind)))
    search.known = search.known.map((each) => withCounty(each, levels[0]?.text ?? '', gazetteer));
  explainLost(search, gazetteer);
  return answer(search);
}

/** A name that came before all that is known is a slip in the name of what lies around it, or it contradicts. */
function explainLost(search: Search, gazetteer: Gazetteer): void {
  const [only, ...others] = search.known;
  if (!only || others.length > 0) return;
  for (const written of search.lost) {
    const around = [2, 4, 6, 9].map((length) => gazetteer.byCode.get(only.division.code.slice(0, length)));
    const meant = around.find((each) => each && isSlip(written, each.name));
    if (!meant) search.contradictions.push({ written, within: only.division.name, elsewhere: [] });
    else {
      const slip: Assumption = { kind: 'spelling', written, taken: meant.name };
      search.known = search.known.map(({ division, assumed }) => ({ division, assumed: [...assumed, slip] }));
    }
  }
}

/** Nothing wider than a town is written: that it is this county's is taken for granted. */
function withCounty(candidate: Candidate, first: string, gazetteer: Gazetteer): Candidate {
  const { division, assumed } = candidate;
  const county = gazetteer.byCode.get(division.code.slice(0, 6));
  if (division.code.length < 9 || !county || assumed.some(({ kind }) => kind === 'home')) return candidate;
  return { division, assumed: [{ kind: 'home', written: first, taken: county.name }, ...assumed] };
}

function answer({ known, contradictions }: Search): AddressMatch {
  const [only, ...rest] = known;
  const isOne = only !== undefined && rest.length === 0;
  const assumed = isOne ? only.assumed : [];
  const isOpen = !isOne || contradictions.length > 0;
  return {
    division: isOne ? only.division : undefined,
    confidence: isOpen ? 'open' : trust(assumed, only.division),
    assumed,
    candidates: rest.length > 0 ? known.map(({ division }) => division) : [],
    contradictions,
  };
}

/** An ending left out of a wider name is no doubt, when the narrowest stands whole. */
const trust = (assumed: readonly Assumption[], division: Division): 'certain' | 'likely' =>
  assumed.every(({ kind, taken }) => kind === 'short-name' && taken !== division.name) ? 'certain' : 'likely';
