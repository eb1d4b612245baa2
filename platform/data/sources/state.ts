import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { LastRun, SourceState } from './contract.ts';
import { findHeld, findHeldOf, type DeliveryRow } from './delivery-store.ts';
import { followedBy, type Followed } from './follow-store.ts';
import { openGaps, type GapRow } from './gap-store.ts';
import { lastRuns, type RunRow } from './run-store.ts';
import { hasSecret } from './secret.ts';
import { hasMark, isDatabase } from './settings.ts';
import { listSources, type SourceRow } from './store.ts';

const shapeRun = (run: RunRow): LastRun => ({
  id: run.id,
  state: run.state,
  reason: run.reasonZh === null ? null : { zh: run.reasonZh, en: run.reasonEn ?? run.reasonZh },
  at: run.createdAt,
  rows: run.rows,
  batch: run.batch,
  job: run.job,
});

const needsSecret = ({ kind, settings }: SourceRow): boolean =>
  isDatabase(kind) ||
  kind === 'sftp' ||
  (kind === 'mqtt' && settings['user'] !== undefined) ||
  (kind === 'nats' && settings['auth'] !== 'none') ||
  (kind === 'http' && (settings['auth'] ?? 'none') !== 'none');

interface Beside {
  readonly last: RunRow | undefined;
  readonly held: DeliveryRow | undefined;
  readonly gaps: readonly GapRow[];
  readonly follows: readonly Followed[];
}

const shape = (source: SourceRow, { last, held, gaps, follows }: Beside): SourceState => ({
  code: source.code,
  kind: source.kind,
  enabled: source.enabled,
  nextAt: source.enabled ? source.nextAt : null,
  misses: source.misses,
  follows: follows.map(({ code, titleZh, titleEn, readAt }) => ({
    code,
    title: { zh: titleZh, en: titleEn },
    readAt,
  })),
  needsSecret: needsSecret(source),
  secret: hasSecret(source),
  canBackFill: hasMark(source.kind, source.settings),
  last: last ? shapeRun(last) : null,
  held: held
    ? {
        run: held.run,
        filename: held.filename,
        rows: held.rows,
        bytes: held.bytes,
        oddities: [...held.drift],
      }
    : null,
  gaps: gaps.map(({ source: _source, ...gap }) => gap),
});

export async function stateOf(context: Context, source: SourceRow): Promise<SourceState> {
  const [last] = await lastRuns(context.db, [source.code]);
  const held = await findHeld(context.db, source.code);
  const gaps = await openGaps(context.db, [source.code]);
  return shape(source, { last, held, gaps, follows: await followedBy(context.db, [source.code]) });
}

/** All sources that the actor may see. */
export async function overview(context: Context): Promise<SourceState[]> {
  const { actor, db } = context;
  const city = scopeOf(actor, 'sources:read') === 'city';
  const sources = await listSources(db, city ? undefined : (actor.organisation ?? ''));
  const codes = sources.map(({ code }) => code);
  const last = await lastRuns(db, codes);
  const held = new Map((await findHeldOf(db, codes)).map((each) => [each.source, each]));
  const bySource = new Map(last.map((run) => [run.source, run]));
  const gaps = Map.groupBy(await openGaps(db, codes), ({ source }) => source);
  const follows = Map.groupBy(await followedBy(db, codes), ({ source }) => source);
  return sources.map((source) =>
    shape(source, {
      last: bySource.get(source.code),
      held: held.get(source.code),
      gaps: gaps.get(source.code) ?? [],
      follows: follows.get(source.code) ?? [],
    }),
  );
}
