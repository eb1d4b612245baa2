import { faultsOf, inOrder, type Activity, type Link } from './network.ts';

export interface ScheduleOptions {
  /** The day as of which is reckoned: what has not been done by then is done later. */
  readonly asOf?: number;
  /** When the whole must be done; the earliest possible end where absent. Floats are measured against it. */
  readonly deadline?: number;
}

export interface Scheduled {
  readonly id: string;
  /** The earliest that it can begin and end; what really was, as far as it was. */
  readonly earlyStart: number;
  readonly earlyFinish: number;
  /** The latest that it may end, and begin, without the whole ending later. */
  readonly lateStart: number;
  readonly lateFinish: number;
  /** Days by which it may be late without the whole being late; below zero where the deadline is missed by it. */
  readonly totalFloat: number;
  /** Days by which it may be late without any other being later than at its earliest. */
  readonly freeFloat: number;
  /** Nothing else has less float, and it is not done. */
  readonly critical: boolean;
}

export interface Schedule {
  /** The earliest end of the whole. */
  readonly finish: number;
  /** In an order in which each comes after all it waits for. */
  readonly activities: readonly Scheduled[];
  /** One unbroken chain of critical activities to the end, in order; empty where all is done. */
  readonly criticalPath: readonly string[];
}

interface Times {
  readonly start: number;
  /** When the work that is left begins; `start` where nothing was done yet. */
  readonly resume: number;
  readonly finish: number;
  readonly begun: boolean;
  readonly done: boolean;
}

const nothing: Times = { start: 0, resume: 0, finish: 0, begun: false, done: false };

/** What is left to do of it, in days. */
const leftOf = ({ duration, began, ended, left }: Activity): number => {
  if (ended !== undefined) return 0;
  return began === undefined ? duration : (left ?? duration);
};

/** When the work that is left may begin because of one link, given how long it takes. */
function bound({ kind = 'FS', lag = 0 }: Link, before: Times, length: number): number {
  if (kind === 'FS') return before.finish + lag;
  if (kind === 'SS') return before.start + lag;
  return (kind === 'FF' ? before.finish : before.start) + lag - length;
}

/** Work that was begun out of turn goes on only when what it waits for is done ("retained logic"). */
function earliest(activity: Activity, early: ReadonlyMap<string, Times>, asOf: number): Times {
  const { after = [], notBefore = 0, began, ended } = activity;
  if (began !== undefined && ended !== undefined)
    return { start: began, resume: ended, finish: ended, begun: true, done: true };
  const length = leftOf(activity);
  const bounds = after.map((link) => bound(link, early.get(link.id) ?? nothing, length));
  const resume = Math.max(asOf, began === undefined ? notBefore : asOf, ...bounds);
  return {
    start: began ?? resume,
    resume,
    finish: resume + length,
    begun: began !== undefined,
    done: false,
  };
}

interface Follower {
  readonly id: string;
  readonly link: Link;
}

function followersOf(activities: readonly Activity[]): Map<string, Follower[]> {
  const found = new Map<string, Follower[]>(activities.map(({ id }) => [id, []]));
  for (const { id, after = [] } of activities)
    for (const link of after) found.get(link.id)?.push({ id, link });
  return found;
}

/**
 * How much later an activity may end before a link moves the one that follows. What has begun is late no more at its beginning,
 * and what has ended waits for nothing.
 */
function slack({ kind = 'FS', lag = 0 }: Link, own: Times, next: Times): number {
  const fromStart = kind === 'SS' || kind === 'SF';
  if (next.done || (fromStart && own.begun)) return Infinity;
  const to = kind === 'FS' || kind === 'SS' ? next.resume : next.finish;
  return to - lag - (fromStart ? own.start : own.finish);
}

const tolerance = 1e-9;

/** From the last of the critical ones back along the links that leave no room. */
function chain(
  scheduled: readonly Scheduled[],
  links: ReadonlyMap<string, readonly Link[]>,
  early: ReadonlyMap<string, Times>,
): string[] {
  const critical = scheduled.filter((each) => each.critical);
  const among = new Set(critical.map(({ id }) => id));
  // Of those that end together the one that waits for the others: a milestone takes no time.
  const [last] = critical.toReversed().toSorted((a, b) => b.earlyFinish - a.earlyFinish);
  const path: string[] = [];
  for (let at = last?.id; at !== undefined;) {
    path.unshift(at);
    const own = early.get(at) ?? nothing;
    at = links
      .get(at)
      ?.find((link) => among.has(link.id) && slack(link, early.get(link.id) ?? nothing, own) < tolerance)?.id;
  }
  return path;
}

/**
 * The critical path method: earliest and latest times of every activity, the float between them, and the chain that decides
 * when the whole ends. Source: Kelley and Walker 1959, with the four kinds of link of the precedence diagram (Fondahl 1961)
 * and progress by retained logic.
 * @throws RangeError where `faultsOf` finds a fault
 */
export function schedule(activities: readonly Activity[], options: ScheduleOptions = {}): Schedule {
  const [fault] = faultsOf(activities);
  if (fault) throw new RangeError(`no schedule: ${fault.code} ${fault.ids.join(', ')}`);
  const { order } = inOrder(activities);
  const early = new Map<string, Times>();
  for (const each of order) early.set(each.id, earliest(each, early, options.asOf ?? 0));
  const finish = Math.max(0, ...[...early.values()].map((times) => times.finish));
  const followers = followersOf(activities);
  const floats = floatsOf(order, early, { followers, end: options.deadline ?? finish });
  const open = order.filter(({ ended }) => ended === undefined);
  const least = Math.min(...open.map(({ id }) => floats.get(id) ?? 0));
  const scheduled = order.map(({ id }): Scheduled => {
    const own = early.get(id) ?? nothing;
    const totalFloat = own.done ? 0 : (floats.get(id) ?? 0);
    const free = (followers.get(id) ?? []).map((each) =>
      slack(each.link, own, early.get(each.id) ?? nothing),
    );
    return {
      id,
      earlyStart: own.start,
      earlyFinish: own.finish,
      lateStart: own.begun ? own.start : own.start + totalFloat,
      lateFinish: own.finish + totalFloat,
      totalFloat,
      freeFloat: own.done ? 0 : Math.max(0, Math.min(finish - own.finish, ...free)),
      critical: !own.done && totalFloat <= least + tolerance,
    };
  });
  const links = new Map(activities.map(({ id, after = [] }) => [id, after]));
  return { finish, activities: scheduled, criticalPath: chain(scheduled, links, early) };
}

/** From the end backwards: an activity has the least of what its followers leave it. */
function floatsOf(
  order: readonly Activity[],
  early: ReadonlyMap<string, Times>,
  { followers, end }: { followers: ReadonlyMap<string, readonly Follower[]>; end: number },
): Map<string, number> {
  const floats = new Map<string, number>();
  for (const { id } of order.toReversed()) {
    const own = early.get(id) ?? nothing;
    const left = (followers.get(id) ?? []).map(
      (each) => slack(each.link, own, early.get(each.id) ?? nothing) + (floats.get(each.id) ?? 0),
    );
    floats.set(id, Math.min(end - own.finish, ...left));
  }
  return floats;
}
