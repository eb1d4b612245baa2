/**
 * How an activity waits for another: finish to start, start to start, finish to finish, start to finish.
 * Source: ISO 21511:2018 for the activities, IEC 62198 leaves the method open; the names are those of PMI's PMBOK Guide, 6.3.2.
 */
export type LinkKind = 'FS' | 'SS' | 'FF' | 'SF';

export interface Link {
  /** Id of the activity that is waited for. */
  readonly id: string;
  /** `FS` where absent. */
  readonly kind?: LinkKind;
  /** Days between the two ends; negative where they overlap. 0 where absent. */
  readonly lag?: number;
}

/** A piece of work. All times are working days since the day on which the project begins, so that the first day is 0 to 1. */
export interface Activity {
  readonly id: string;
  /** Days of work; 0 for a milestone. */
  readonly duration: number;
  readonly after?: readonly Link[];
  /** It cannot begin before. */
  readonly notBefore?: number;
  /** When it really began, and ended. What has ended has begun. */
  readonly began?: number;
  readonly ended?: number;
  /** Days of work that are left of what has begun; the whole duration where absent. */
  readonly left?: number;
}

export type NetworkFaultCode = 'twice' | 'unknown' | 'cycle' | 'duration' | 'actual';

/** What makes a network impossible, and the activities that it lies in: for a cycle, each waits for the one before it. */
export interface NetworkFault {
  readonly code: NetworkFaultCode;
  readonly ids: readonly string[];
}

const isLength = (value: number | undefined): boolean =>
  value === undefined || (Number.isFinite(value) && value >= 0);

function faultsOfOne(activity: Activity, known: ReadonlySet<string>): NetworkFault[] {
  const { id, duration, left, began, ended, after = [] } = activity;
  const faults: NetworkFault[] = [];
  if (!isLength(duration) || !isLength(left)) faults.push({ code: 'duration', ids: [id] });
  if (ended !== undefined && (began === undefined || ended < began))
    faults.push({ code: 'actual', ids: [id] });
  for (const link of after) if (!known.has(link.id)) faults.push({ code: 'unknown', ids: [id, link.id] });
  return faults;
}

/** One way round through activities of which each waits for another of them. */
function cycleIn(waiting: ReadonlyMap<string, Activity>): string[] {
  const seen: string[] = [];
  let [at] = waiting.keys();
  while (at !== undefined && !seen.includes(at)) {
    seen.push(at);
    at = waiting.get(at)?.after?.find(({ id }) => waiting.has(id))?.id;
  }
  return at === undefined ? [] : seen.slice(seen.indexOf(at)).toReversed();
}

/** The activities so that each comes after all that it waits for; what is left over stands in a cycle or behind one. */
export function inOrder(activities: readonly Activity[]): { order: Activity[]; rest: Map<string, Activity> } {
  const rest = new Map(activities.map((each) => [each.id, each]));
  const waits = new Map(
    activities.map(({ id, after = [] }) => [id, new Set(after.map((link) => link.id)).size]),
  );
  const followers = new Map<string, string[]>();
  for (const { id, after = [] } of activities)
    for (const before of new Set(after.map((link) => link.id)))
      followers.set(before, [...(followers.get(before) ?? []), id]);
  const free = activities.filter(({ id }) => waits.get(id) === 0);
  const order: Activity[] = [];
  for (let next = free.shift(); next; next = free.shift()) {
    order.push(next);
    rest.delete(next.id);
    for (const id of followers.get(next.id) ?? []) {
      const left = (waits.get(id) ?? 0) - 1;
      waits.set(id, left);
      const follower = rest.get(id);
      if (left === 0 && follower) free.push(follower);
    }
  }
  return { order, rest };
}

/**
 * Why a network cannot be reckoned: an id given twice, a link to nobody, a duration below zero, an end without a beginning or
 * before it, activities that wait for each other in a circle. Empty where it can.
 */
export function faultsOf(activities: readonly Activity[]): NetworkFault[] {
  const known = new Set<string>();
  const faults: NetworkFault[] = [];
  for (const { id } of activities) {
    if (known.has(id)) faults.push({ code: 'twice', ids: [id] });
    known.add(id);
  }
  faults.push(...activities.flatMap((each) => faultsOfOne(each, known)));
  if (faults.length > 0) return faults;
  const cycle = cycleIn(inOrder(activities).rest);
  return cycle.length > 0 ? [{ code: 'cycle', ids: cycle }] : [];
}
