import { rank, type Level } from './detectors.ts';
import type { Episode } from './episodes.ts';

/** A warning as it stands, of one rule and one place. */
export interface Standing {
  readonly id: string;
  readonly begins: string;
  readonly last: string;
  readonly level: Level;
  /** The ground was taken away by a revision. */
  readonly withdrawn: boolean;
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
  const taken = new Map<string, string>();
  for (const episode of episodes) {
    const own = standing
      .filter((each) => !taken.has(each.id) && overlaps(each, episode))
      .toSorted(
        (one, other) =>
          Number(one.withdrawn) - Number(other.withdrawn) || (one.begins < other.begins ? -1 : 1),
      );
    const [main, ...others] = own;
    if (!main) {
      changes.push({ what: 'raise', episode });
      continue;
    }
    taken.set(main.id, main.id);
    if (main.withdrawn) changes.push({ what: 'restore', id: main.id, episode });
    else
      changes.push({ what: 'follow', id: main.id, episode, higher: rank(episode.level) > rank(main.level) });
    for (const other of others) {
      taken.set(other.id, main.id);
      if (!other.withdrawn) changes.push({ what: 'withdraw', id: other.id, into: main.id });
    }
  }
  for (const each of standing)
    if (!taken.has(each.id) && !each.withdrawn && each.sameRule && each.begins >= from)
      changes.push({ what: 'withdraw', id: each.id, into: null });
  return changes;
}
