import { rank, type Level } from './detectors.ts';
import type { Episode } from './episodes.ts';

/** A warning as it stands, of one rule and one place. */
export interface Standing {
  readonly id: string;
  readonly begins: string;
  readonly last: string;
  readonly level: Level;
  /** The highest level that the periods which made it have now: after a revision less than `level`, or none. */
  readonly supported: Level | null;
  /** Of a period that made it nothing is known now, though it has a value: it is not said to be gone. */
  readonly unclear: boolean;
  /** Nobody has closed it, and its task waits. */
  readonly open: boolean;
  /** The ground was taken away by a revision. */
  readonly withdrawn: boolean;
  /** People have closed it, and its ground was taken away since. */
  readonly groundless: boolean;
  /** By the rule as it now is; what another rule raised is not judged by this one. */
  readonly sameRule: boolean;
}

export type Change =
  | { readonly what: 'raise'; readonly episode: Episode }
  /** The same warning goes on at a level; `higher`: than whoever works on it, or closed it, has seen. */
  | {
      readonly what: 'follow';
      readonly id: string;
      readonly episode: Episode;
      readonly level: Level;
      readonly higher: boolean;
    }
  /** What was taken away is there again. */
  | { readonly what: 'restore'; readonly id: string; readonly episode: Episode }
  | { readonly what: 'withdraw'; readonly id: string; readonly into: string | null };

const overlaps = (one: Pick<Standing, 'begins' | 'last'>, other: Pick<Episode, 'begins' | 'last'>): boolean =>
  one.begins <= other.last && other.begins <= one.last;

/** How little a warning stands: what people work on goes on before what they have closed. */
function setBack({ open, groundless, withdrawn }: Standing): number {
  if (open) return 0;
  if (withdrawn) return 3;
  return groundless ? 2 : 1;
}

const byBeginning = (one: Standing, other: Standing): number =>
  Number(one.begins > other.begins) - Number(one.begins < other.begins);

/** The warnings that an episode touches, those that stand first, then the earliest. */
const touched = (standing: readonly Standing[], episode: Episode): Standing[] =>
  standing
    .filter((each) => overlaps(each, episode))
    .toSorted((one, other) => setBack(one) - setBack(other) || byBeginning(one, other));

/**
 * Its highest level stays while the values that reached it do: whoever works on it is not told that it was less. Closed, it
 * is held against what its periods are now: what was mended is no measure for what comes after.
 */
function goesOn({ id, level, supported, open, withdrawn }: Standing, episode: Episode): Change {
  if (withdrawn) return { what: 'restore', id, episode };
  const higher = rank(episode.level) > rank(open ? level : supported);
  const stays = !higher && rank(supported) >= rank(level);
  return { what: 'follow', id, episode, level: stays ? level : episode.level, higher };
}

/** Whether it goes into another of the same episode: what people closed under another rule has not lost its ground by this one. */
const isJoined = ({ withdrawn, open, sameRule }: Standing): boolean => !withdrawn && (open || sameRule);

/**
 * What brings the warnings of a place into agreement with what its series now says. Nothing is raised twice: an episode that
 * touches the periods of a warning is that warning, whatever is left or has come of it. Done again, it changes nothing.
 * @param from first day of the first period that was judged: what ended before it is left alone
 */
export function reconcile(
  standing: readonly Standing[],
  episodes: readonly Episode[],
  from: string,
): Change[] {
  const changes: Change[] = [];
  const taken = new Set<string>();
  for (const episode of episodes) {
    const left = standing.filter(({ id }) => !taken.has(id));
    const [main, ...others] = touched(left, episode);
    changes.push(main ? goesOn(main, episode) : { what: 'raise', episode });
    for (const each of main ? [main, ...others] : []) taken.add(each.id);
    for (const other of others)
      if (isJoined(other)) changes.push({ what: 'withdraw', id: other.id, into: main?.id ?? null });
  }
  const isGone = ({ id, withdrawn, sameRule, unclear, begins }: Standing) =>
    !taken.has(id) && !withdrawn && sameRule && !unclear && begins >= from;
  const gone = standing.filter(isGone).map(({ id }): Change => ({ what: 'withdraw', id, into: null }));
  return [...changes, ...gone];
}
