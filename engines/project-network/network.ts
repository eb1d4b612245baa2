/**
 * How an activity waits for another: finish to start, start to start, finish to finish, start to finish.
 * The four of the precedence diagram (Fondahl 1961).
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

const waitedFor = ({ after = [] }: Activity): Set<string> => new Set(after.map(({ id }) => id));

/** The activities so that each comes after all that it waits for; what is left over stands in a cycle or behind one. */
export function inOrder(activities: readonly Activity[]): { order: Activity[]; rest: Map<string, Activity> } {
  const rest = new Map(activities.map((each) => [each.id, each]));
  const waits = new Map(activities.map((each) => [each.id, waitedFor(each)]));
  const followers = Map.groupBy(
    activities.flatMap((each) => [...waitedFor(each)].map((before) => ({ before, each }))),
    ({ before }) => before,
  );
  const order = activities.filter(({ id }) => waits.get(id)?.size === 0);
  // It grows while it is walked through.
  for (const { id } of order) {
    rest.delete(id);
    for (const { each } of followers.get(id) ?? [])
      if (waits.get(each.id)?.delete(id) && waits.get(each.id)?.size === 0) order.push(each);
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
