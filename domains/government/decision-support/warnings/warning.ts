import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Row } from '#kernel/record';
import { writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { deadline } from '#engines/working-days';
import { cityCalendar, openTask } from '#platform/base/tasks';
import { warningChanged } from '../events.ts';
import { levelNames, type Level } from '../judging/detectors.ts';
import { Warning } from '../records.ts';
import type { KnownRule } from '../rules/rows.ts';
import type { Deadlines } from '../shapes.ts';
import { texts } from '../texts.ts';

export type KnownWarning = Row<typeof Warning>;

/** A warning of years, or of months of days, shows the newest of its points. */
export const mostPoints = 60;

export const taskSource = (id: string) => ({ module: 'decision-support', record: 'warning', key: id });
/** What its data's owner is asked waits beside the warning itself. */
export const dataSource = (id: string) => ({ module: 'decision-support', record: 'warning-data', key: id });
export const linkOf = (id: string): string => `/decision-support/warnings/${encodeURIComponent(id)}`;
export const nowOf = (context: Context): string => context.clock.now().toISOString();

export const titleOf = ({ titleZh, titleEn }: Pick<KnownWarning, 'titleZh' | 'titleEn'>): Text => ({
  zh: titleZh,
  en: titleEn,
});

export const taskTitle = (warning: Pick<KnownWarning, 'titleZh' | 'titleEn' | 'level'>): Text =>
  fill(texts.warningTask, { level: levelNames[warning.level], title: titleOf(warning) });

/** The last instant in time for a level that was reached now. */
export async function dueOf(
  context: Context,
  tx: Db,
  deadlines: Deadlines,
  level: Level,
): Promise<string | null> {
  const calendar = await cityCalendar(tx);
  return deadline(calendar, nowOf(context), { unit: 'working-days', amount: deadlines[level] }).at;
}

type What = (typeof warningChanged.payload)['shape']['what']['options'][number];

/** Writes a change of a warning and tells of it. */
export async function change(
  context: Context,
  tx: Db,
  warning: KnownWarning,
  {
    what,
    simulated = warning.meta.simulated,
    ...values
  }: Partial<Omit<KnownWarning, 'meta'>> & { readonly what: What | null; readonly simulated?: boolean },
): Promise<void> {
  const source = `decision-support:${what ?? 'followed'}`;
  await writeRows(context, tx, Warning, [{ id: warning.id, ...values }], {
    source,
    simulated,
    basis: 'decision-support:work',
  });
  if (what === null) return;
  const { id, rule, owner } = warning;
  const payload = { warning: id, rule, level: values.level ?? warning.level, what, owner, simulated };
  await context.emit(tx, warningChanged, { key: id, payload });
}

/** What a warning that is raised says of what it is about; the rest is alike for all. */
export type About = Pick<
  KnownWarning,
  'level' | 'measure' | 'subject' | 'grain' | 'place' | 'placeKey' | 'dataOwner' | Periods
> & { readonly title: Text };
type Periods = 'begins' | 'last' | 'period' | 'value' | 'points' | 'over';

/** Writes a warning that a rule raises, and tells of it. Its task is opened by whoever raises: it is due by what it is about. */
export async function writeRaised(
  context: Context,
  tx: Db,
  rule: KnownRule,
  { about, simulated }: { readonly about: About; readonly simulated: boolean },
): Promise<KnownWarning> {
  const { title, ...own } = about;
  const at = nowOf(context);
  const row = {
    ...own,
    id: randomUUID(),
    titleZh: title.zh,
    titleEn: title.en,
    rule: rule.code,
    ruleRevision: rule.meta.revision,
    state: 'open',
    standing: true,
    owner: rule.owner,
    raisedAt: at,
    levelAt: at,
  } as const;
  await writeRows(context, tx, Warning, [row], {
    source: 'decision-support:raised',
    simulated,
    basis: 'decision-support:define',
  });
  const { id, level, owner } = row;
  const payload = { warning: id, rule: rule.code, level, what: 'raised', owner, simulated } as const;
  await context.emit(tx, warningChanged, { key: id, payload });
  return { ...row, meta: { simulated } } as unknown as KnownWarning;
}

/** Its owner's task, new or brought up to date. @param dueAt the last instant in time, ISO */
export const openWarningTask = (
  context: Context,
  tx: Db,
  warning: KnownWarning,
  dueAt: string | null,
): Promise<string> =>
  openTask(context, tx, {
    kind: 'decision-support.warning',
    title: taskTitle(warning),
    owner: warning.owner,
    source: taskSource(warning.id),
    link: linkOf(warning.id),
    dueAt,
    simulated: warning.meta.simulated,
  });
