import { rank, type Level } from './detectors.ts';
import type { Episode } from './episodes.ts';

/** A warning as it stands, of one rule and one place. */
export interface Standing {
  readonly id: string;
  readonly begins: string;
  readonly last: string;
  readonly level: Level;
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
  /** The same warning goes on; `higher`: to a higher level, so that whoever closed it looks again. */
  | { readonly what: 'follow'; readonly id: string; readonly episode: Episode; readonly higher: boolean }
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

const goesOn = ({ id, level, withdrawn }: Standing, episode: Episode): Change =>
  withdrawn
    ? { what: 'restore', id, episode }
    : { what: 'follow', id, episode, higher: rank(episode.level) > rank(level) };

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
      if (!other.withdrawn) changes.push({ what: 'withdraw', id: other.id, into: main?.id ?? null });
  }
  const isGone = ({ id, withdrawn, sameRule, begins }: Standing) =>
    !taken.has(id) && !withdrawn && sameRule && begins >= from;
  const gone = standing.filter(isGone).map(({ id }): Change => ({ what: 'withdraw', id, into: null }));
  return [...changes, ...gone];
}
