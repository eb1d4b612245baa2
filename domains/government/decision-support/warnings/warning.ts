import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Row } from '#kernel/record';
import { writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { deadline } from '#engines/working-days';
import { cityCalendar } from '#platform/base/tasks';
import { warningChanged } from '../events.ts';
import { levelNames, type Level } from '../judging/detectors.ts';
import { Warning } from '../records.ts';
import type { Deadlines } from '../shapes.ts';
import { texts } from '../texts.ts';

export type KnownWarning = Row<typeof Warning>;

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
