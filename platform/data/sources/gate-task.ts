import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask, type TaskKind } from '#platform/base/tasks';
import { missesToCall } from './rules.ts';
import type { SourceRow } from './store.ts';
import { texts } from './texts.ts';

export const taskKinds: readonly TaskKind[] = [
  {
    kind: 'sources.gate',
    title: texts.kindGate,
    linkText: texts.linkGate,
    clock: { unit: 'working-days', amount: 3 },
  },
  {
    kind: 'sources.trouble',
    title: texts.kindTrouble,
    linkText: texts.linkTrouble,
    clock: { unit: 'working-days', amount: 1 },
  },
  {
    kind: 'sources.gap',
    title: texts.kindGap,
    linkText: texts.linkGap,
    clock: { unit: 'working-days', amount: 3 },
  },
  {
    kind: 'sources.host-key',
    title: texts.kindHostKey,
    linkText: texts.linkTrouble,
    clock: { unit: 'working-days', amount: 1 },
  },
];

const named = (
  text: Text,
  { titleZh, titleEn }: SourceRow,
  values: Readonly<Record<string, number>> = {},
): Text => fill(text, { ...values, title: { zh: titleZh, en: titleEn } });

const task = (source: SourceRow, record: 'gate' | 'source' | 'host-key' | 'gap') => ({
  owner: source.owner,
  source: { module: 'sources', record, key: source.code },
  link: `/sources/sources/${encodeURIComponent(source.code)}`,
  simulated: source.simulated,
});

/** Asks the owner to look at what waits. */
export const openGate = (context: Context, tx: Db, source: SourceRow, count: number): Promise<string> =>
  openTask(context, tx, {
    kind: 'sources.gate',
    title: named(texts.gateTitle, source),
    count,
    ...task(source, 'gate'),
  });

export const closeGate = (
  context: Context,
  tx: Db,
  source: SourceRow,
  outcome: Text,
): Promise<string | undefined> => closeTask(context, tx, task(source, 'gate').source, { outcome });

/** Asks the owner to find out why a host has another key. */
export const openHostKey = (context: Context, tx: Db, source: SourceRow): Promise<string> =>
  openTask(context, tx, {
    kind: 'sources.host-key',
    title: named(texts.hostKeyTitle, source),
    ...task(source, 'host-key'),
  });

/** Asks the owner to find out what became of messages that did not come. */
export const openGapTask = (context: Context, tx: Db, source: SourceRow, count: number): Promise<string> =>
  openTask(context, tx, {
    kind: 'sources.gap',
    title: named(texts.gapTitle, source),
    count,
    ...task(source, 'gap'),
  });

export const closeGaps = (
  context: Context,
  tx: Db,
  source: SourceRow,
  outcome: Text,
): Promise<string | undefined> => closeTask(context, tx, task(source, 'gap').source, { outcome });

/** What gives again, or is out of force, is nobody's trouble. */
export async function closeTroubles(
  context: Context,
  tx: Db,
  source: SourceRow,
  outcome: Text,
): Promise<void> {
  for (const record of ['source', 'host-key'] as const)
    await closeTask(context, tx, task(source, record).source, { outcome });
}

/** Asks the owner to look at a source that gives nothing again and again; takes that back when it does. */
export async function settleTrouble(
  context: Context,
  tx: Db,
  source: SourceRow,
  misses: number,
): Promise<void> {
  const about = task(source, 'source');
  if (misses >= missesToCall)
    await openTask(context, tx, {
      kind: 'sources.trouble',
      title: named(texts.troubleTitle, source, { misses }),
      ...about,
    });
  else if (misses === 0) await closeTroubles(context, tx, source, texts.recovered);
}
