import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill, type Text } from '#kernel/texts';
import { closeTask, updateTask } from '#platform/base/tasks';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import type { Episode } from '../judging/episodes.ts';
import type { Judged } from '../judging/judge.ts';
import type { Change } from '../judging/reconcile.ts';
import type { MeasureRule } from '../rules/rows.ts';
import type { WarningPoint } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { JudgedLine } from './evaluate.ts';
import {
  change as write,
  dataSource,
  dueOf,
  mostPoints,
  nowOf,
  openWarningTask,
  taskSource,
  writeRaised,
  type KnownWarning,
} from './warning.ts';

const pointOf = (point: Judged): WarningPoint => ({
  period: point.period,
  start: point.start,
  value: point.value,
  level: point.level,
  lower: point.lower,
  centre: point.centre,
  upper: point.upper,
  statistic: point.statistic,
  simulated: point.simulated,
});

const stretchOf = (begins: string, last: string): string =>
  begins === last ? begins : `${begins} – ${last}`;

const noNumbers = { value: null, lower: null, centre: null, upper: null, statistic: null } as const;

/**
 * What a warning says of its episode: of a measure with values withheld no number is kept, for what may be shown today may
 * have to be withheld tomorrow, and two versions of one value differ by few. The page reads them anew.
 */
function said(episode: Episode, { secrecy }: MeasureDefinition) {
  const { begins, last, level, over, points } = episode;
  const [first] = points;
  const newest = points.at(-1);
  const numbers = secrecy ? noNumbers : {};
  const kept = points.slice(-mostPoints).map((point) => ({ ...pointOf(point), ...numbers }));
  const period = stretchOf(first?.period ?? begins, newest?.period ?? last);
  return {
    begins,
    last,
    level,
    over,
    period,
    value: kept.at(-1)?.value ?? null,
    points: kept,
  };
}

export interface Applying {
  readonly rule: MeasureRule;
  readonly measure: MeasureDefinition;
  readonly line: JudgedLine;
  readonly change: Change;
  readonly known: ReadonlyMap<string, KnownWarning>;
}

/** Invented as soon as anything is on which it is founded. */
const isInvented = (rule: MeasureRule, { points }: Episode): boolean =>
  rule.meta.simulated || points.some(({ onInvented }) => onInvented);

const isWhole = (line: JudgedLine): boolean => line.key === '{}';

const titleOf = (rule: MeasureRule, line: JudgedLine): Text => {
  const own = { zh: rule.titleZh, en: rule.titleEn };
  return isWhole(line) ? own : fill(texts.wholeTitle, { rule: own, place: line.title });
};

const opened = async (context: Context, tx: Db, warning: KnownWarning, rule: MeasureRule): Promise<void> => {
  await openWarningTask(context, tx, warning, await dueOf(context, tx, rule.deadlines, warning.level));
};

async function raise(context: Context, tx: Db, applying: Applying, episode: Episode): Promise<void> {
  const { rule, measure, line } = applying;
  const about = {
    ...said(episode, measure),
    title: titleOf(rule, line),
    measure: rule.measure,
    grain: rule.grain,
    place: line.place,
    placeKey: line.key,
    dataOwner: measure.owner,
  };
  const simulated = isInvented(rule, episode);
  await opened(context, tx, await writeRaised(context, tx, rule, { about, simulated }), rule);
}

const grounded = { takenBackAt: null, takenBackZh: null, takenBackEn: null } as const;

/** Nobody has judged it yet, and nothing is taken back. */
export const anew = {
  state: 'open',
  standing: true,
  verdict: null,
  why: null,
  judgedBy: null,
  judgedAt: null,
  closedBy: null,
  closedAt: null,
  happenedOn: null,
  measuresTaken: null,
  evidence: null,
  dataAnswer: null,
  dataMended: null,
  ...grounded,
} as const;

/** What the data's owner was asked of the time before is asked no more: it can be answered by nobody. */
const askNoMore = (context: Context, tx: Db, { id }: KnownWarning): Promise<unknown> =>
  closeTask(context, tx, dataSource(id), { outcome: texts.raisedAgain, status: 'dropped' });

type Following = Extract<Change, { what: 'follow' | 'restore' }> & { readonly warning: KnownWarning };

async function follow(
  context: Context,
  tx: Db,
  { rule, measure }: Applying,
  { warning, episode, level, higher }: Extract<Following, { what: 'follow' }>,
): Promise<void> {
  const simulated = isInvented(rule, episode);
  const own = { ...said(episode, measure), level, simulated, ruleRevision: rule.meta.revision };
  const now = { ...warning, level, meta: { ...warning.meta, simulated } };
  if (higher) {
    if (!warning.standing) await askNoMore(context, tx, warning);
    const again = warning.standing ? grounded : anew;
    await write(context, tx, warning, { ...own, ...again, levelAt: nowOf(context), what: 'raised-higher' });
    return opened(context, tx, now, rule);
  }
  const lowered = level !== warning.level;
  const at = lowered ? { levelAt: nowOf(context) } : {};
  // What says nothing new is written as no new version.
  await write(context, tx, warning, { ...own, ...grounded, ...at, what: lowered ? 'lowered' : null });
  if (!warning.standing) return;
  if (lowered) await opened(context, tx, now, rule);
  else if (simulated !== warning.meta.simulated)
    await updateTask(context, tx, taskSource(warning.id), { simulated });
}

async function restore(
  context: Context,
  tx: Db,
  { rule, measure }: Applying,
  { warning, episode }: Extract<Following, { what: 'restore' }>,
): Promise<void> {
  const simulated = isInvented(rule, episode);
  const own = { ...said(episode, measure), simulated, ruleRevision: rule.meta.revision };
  await askNoMore(context, tx, warning);
  await write(context, tx, warning, { ...own, ...anew, levelAt: nowOf(context), what: 'restored' });
  await opened(context, tx, { ...warning, level: own.level, meta: { ...warning.meta, simulated } }, rule);
}

const shown = (value: number | null): string => (value === null ? '—' : String(Number(value.toPrecision(6))));

/** Which value was revised, from what to what, and by what: the newest of those that were. */
function whyGone(warning: KnownWarning, { line, measure }: Pick<Applying, 'line' | 'measure'>): Text {
  const now = new Map(line.judged.map((point) => [point.start, point]));
  const valueNow = (start: string): number | null => now.get(start)?.value ?? null;
  const revised = warning.points.filter((point) => valueNow(point.start) !== point.value);
  const point = revised.at(-1) ?? warning.points.at(-1);
  if (!point) return texts.withdrawnOutcome;
  const is = valueNow(point.start);
  const cause = now.get(point.start)?.cause ?? '—';
  if (measure.secrecy) return fill(texts.withdrawnQuietly, { period: point.period, cause });
  const facts = { period: point.period, was: shown(point.value), is: shown(is), cause };
  if (revised.length === 0) return fill(texts.withdrawnLimits, facts);
  return fill(is === null ? texts.withdrawnGone : texts.withdrawnBy, facts);
}

async function withdraw(
  context: Context,
  tx: Db,
  applying: Applying,
  { warning, into }: { warning: KnownWarning; into: string | null },
): Promise<boolean> {
  // What people have closed stays as they closed it, and says that its ground is gone.
  if (!warning.standing && typeof warning.takenBackAt === 'string') return false;
  const other = into === null ? undefined : applying.known.get(into);
  const why = other ? fill(texts.withdrawnInto, { other: other.period }) : whyGone(warning, applying);
  const note = { takenBackAt: nowOf(context), takenBackZh: why.zh, takenBackEn: why.en };
  if (!warning.standing) {
    await write(context, tx, warning, { ...note, what: null });
    return false;
  }
  await write(context, tx, warning, { ...note, state: 'withdrawn', standing: false, what: 'withdrawn' });
  const outcome: Text = {
    zh: `${texts.withdrawnOutcome.zh}：${why.zh}`,
    en: `${texts.withdrawnOutcome.en}: ${why.en}`,
  };
  await closeTask(context, tx, taskSource(warning.id), { outcome, status: 'dropped' });
  return true;
}

/** Does one change. @returns what is counted of it */
export async function apply(
  context: Context,
  tx: Db,
  applying: Applying,
): Promise<'raised' | 'higher' | 'withdrawn' | undefined> {
  const { change, known } = applying;
  if (change.what === 'raise') {
    await raise(context, tx, applying, change.episode);
    return 'raised';
  }
  const warning = known.get(change.id);
  if (!warning) return undefined;
  if (change.what === 'withdraw')
    return (await withdraw(context, tx, applying, { warning, into: change.into })) ? 'withdrawn' : undefined;
  if (change.what === 'restore') {
    await restore(context, tx, applying, { ...change, warning });
    return 'raised';
  }
  await follow(context, tx, applying, { ...change, warning });
  return change.higher ? 'higher' : undefined;
}
