import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { openMatter } from '../matters.ts';
import { isPrivileged } from '../rules.ts';
import { sessionOf } from '../signed-in.ts';
import { findPosts, officesHolding } from '../store.ts';
import { texts } from '../texts.ts';
import {
  assessEntry,
  assessFailure,
  assessGlass,
  countedMinutes,
  type Assessed,
  type RiskKind,
} from './rules.ts';
import * as store from './store.ts';
import { whenceOf } from './whence.ts';
import { riskKindNames } from './words.ts';

const minutes = (context: Context, count: number): string =>
  new Date(context.clock.now().getTime() - count * 60_000).toISOString();

/** One and the same thing, however many rows would tell of it: put down once in the counted minutes. */
const gathered: ReadonlySet<RiskKind> = new Set(['spray', 'storm']);

export async function holdsPrivileges(db: Db, account: string | undefined): Promise<boolean> {
  return account !== undefined && (await findPosts(db, account)).some(isPrivileged);
}

/** Puts a risk down; a high one waits for whoever watches over the platform. */
export async function putRisk(
  context: Context,
  tx: Db,
  assessed: Assessed,
  account: string | null = null,
): Promise<void> {
  const whence = context.from && whenceOf(context.from);
  const { kind, level } = assessed;
  const place = kind === 'storm' ? null : (whence?.place ?? null);
  if (
    gathered.has(kind) &&
    (await store.knownSince(tx, { kind, place, since: minutes(context, countedMinutes) }))
  )
    return;
  const id = randomUUID();
  const at = context.clock.now().toISOString();
  await store.insertRisk(tx, { ...assessed, id, at, account, whence, simulated: false });
  if (level !== 'high') return;
  const [owner] = await officesHolding(tx, 'identity:risks');
  if (owner === undefined) return;
  const named = (language: 'zh' | 'en') =>
    fill(texts.riskTitle, { kind: riskKindNames[kind][language], reason: assessed.reason[language] })[
      language
    ];
  const title = { zh: named('zh'), en: named('en') };
  await openMatter(context, tx, {
    kind: 'identity.risk',
    key: id,
    title,
    owner,
    link: `/identity/risks/${id}`,
  });
}

/** A sign-in failed. @param account whose, when the typed name is one */
export async function noteFailure(
  context: Context,
  tx: Db,
  failed: {
    readonly nameDigest: string;
    readonly account: string | undefined;
    readonly failures: number;
    readonly locked: boolean;
  },
): Promise<void> {
  const { place } = whenceOf(context.from);
  const at = context.clock.now().toISOString();
  const counted = await store.countFailures(
    tx,
    { at, place, nameDigest: failed.nameDigest },
    { since: minutes(context, countedMinutes), forget: minutes(context, 60) },
  );
  const privileged = await holdsPrivileges(tx, failed.account);
  for (const assessed of assessFailure({ ...failed, ...counted, privileged }))
    await putRisk(context, tx, assessed, gathered.has(assessed.kind) ? null : (failed.account ?? null));
}

/** A sign-in succeeded. */
export async function noteEntry(context: Context, tx: Db, account: string): Promise<void> {
  if (!context.from) return;
  const at = context.clock.now().toISOString();
  const found = await store.remember(tx, account, whenceOf(context.from), at);
  const privileged = await holdsPrivileges(tx, account);
  for (const assessed of assessEntry({ ...found, privileged })) await putRisk(context, tx, assessed, account);
}

/** Whoever asks has broken glass: told by the organ of emergencies. */
export const noteGlass = (context: Context, tx: Db): Promise<void> =>
  putRisk(context, tx, assessGlass(), sessionOf(context.actor)?.account ?? null);
