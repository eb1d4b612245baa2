import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { channelFor } from './channel.ts';
import type { Rules } from './city.ts';
import { contactOf, offOf, type Contact } from './preference-store.ts';
import * as store from './round-store.ts';
import { later, quietUntil, type Channel } from './rules.ts';
import { rulesOf, templatesOf } from './settings.ts';
import { texts } from './texts.ts';

const PIECE = 100;
const HOUR = 60;
/** Minutes for which whoever takes a message holds it: a process that died in between leaves it to the next. */
const HELD = 5;

export function addressOf(channel: Channel, person: string, contact: Contact): string | null {
  if (channel === 'app') return person;
  return channel === 'email' ? contact.email : contact.mobile;
}

async function isOff(tx: Db, { person, kind }: store.DueRow, channel: Channel): Promise<boolean> {
  const template = (await templatesOf(tx)).find((each) => each.kind === kind);
  if (template?.channels && !template.channels.includes(channel)) return true;
  const off = await offOf(tx, person);
  if (!off.some((each) => [kind, '*'].includes(each.kind) && each.off.includes(channel))) return false;
  return !template?.mandatory;
}

/** Who was reached by no channel has read these after all: nobody need telephone any more. */
export async function closeReached(context: Context, tx: Db, notices: readonly string[]): Promise<void> {
  for (const notice of new Set(notices))
    if (await store.allReached(tx, notice))
      await closeTask(context, tx, sourceOf(notice), { outcome: texts.reached });
}

/** Until when a notice waits that is not urgent: the person's quiet hours, or the city's; their hour's full measure. */
async function waitsUntil(
  context: Context,
  tx: Db,
  due: store.DueRow,
  rules: Rules,
): Promise<string | undefined> {
  if (due.urgency === 'urgent') return undefined;
  const now = context.clock.now();
  const { quiet } = await contactOf(tx, due.person);
  const silent = quietUntil(quiet ?? rules.quiet, now, context.config.TIME_ZONE);
  if (silent) return silent.toISOString();
  const { count, first } = await store.countSince(tx, due.person, later(now, -HOUR));
  return count >= rules.perHour && first !== null ? later(new Date(first), HOUR) : undefined;
}

const sourceOf = (notice: string) => ({ module: 'notifications', record: 'notice', key: notice });

/** Nobody was reached by any channel: the sender's organisation is told, for it may telephone. */
async function giveUp(context: Context, tx: Db, due: store.DueRow): Promise<void> {
  await store.setUnreached(tx, due.id, context.clock.now().toISOString());
  // A task that could not be told of stands in the list of tasks already.
  if (due.organisation === null || due.kind.startsWith('tasks.')) return;
  await openTask(context, tx, {
    kind: 'notifications.unreached',
    title: {
      zh: fill(texts.unreached, { title: due.titleZh }).zh,
      en: fill(texts.unreached, { title: due.titleEn }).en,
    },
    owner: due.organisation,
    source: sourceOf(due.notice),
    link: `/notifications/sent?open=${due.notice}`,
    simulated: due.simulated,
  });
}

/** Place of the next link by which the person can be reached; the chain's length when there is none. */
async function usableFrom(
  context: Context,
  tx: Db,
  due: store.DueRow,
  chain: readonly { readonly channel: Channel }[],
): Promise<number> {
  const contact = await contactOf(tx, due.person);
  for (const [place, { channel }] of chain.entries()) {
    if (place < due.step) continue;
    const known = addressOf(channel, due.person, contact) !== null && channelFor(context, channel);
    if (known && !(await isOff(tx, due, channel))) return place;
  }
  return chain.length;
}

/** One step along the chain; @returns whether a message was queued */
async function step(context: Context, tx: Db, due: store.DueRow, rules: Rules): Promise<boolean> {
  const now = context.clock.now();
  const chain = due.urgency === 'low' ? [] : rules.chains[due.urgency];
  const place = await usableFrom(context, tx, due, chain);
  const link = chain[place];
  if (!link) {
    if (await store.anyAlive(tx, due.id)) await store.setStep(tx, due.id, due.step, null);
    else await giveUp(context, tx, due);
    return false;
  }
  const wait = await waitsUntil(context, tx, due, rules);
  if (wait !== undefined) {
    await store.setStep(tx, due.id, due.step, wait);
    return false;
  }
  const next = chain[place + 1];
  await store.setStep(tx, due.id, place + 1, next ? later(now, next.afterMinutes) : null);
  const { id: delivery, person } = due;
  await store.insertAttempt(tx, {
    id: randomUUID(),
    delivery,
    person,
    channel: link.channel,
    at: now.toISOString(),
  });
  return true;
}

/** Queues what is due of each chain. */
export async function queueDue(context: Context): Promise<number> {
  let queued = 0;
  for (;;) {
    const piece = await context.transaction(async (tx) => {
      const rules = await rulesOf(tx);
      const due = await store.lockDue(tx, context.clock.now().toISOString(), PIECE);
      let made = 0;
      for (const each of due) if (await step(context, tx, each, rules)) made += 1;
      return { rows: due.length, made };
    });
    queued += piece.made;
    // A next step that waits for nothing is due at once.
    if (piece.rows === 0) return queued;
  }
}

async function failed(
  context: Context,
  row: store.QueuedRow,
  problem: string,
  tryAt?: string,
): Promise<void> {
  const at = context.clock.now().toISOString();
  await context.transaction(async (tx) => {
    await store.settleAttempt(tx, row.id, {
      state: tryAt ? 'queued' : 'failed',
      problem,
      at,
      ...(tryAt ? { tryAt } : {}),
    });
    if (!tryAt) await store.hurry(tx, row.delivery, at);
  });
}

async function send(context: Context, row: store.QueuedRow, rules: Rules): Promise<boolean> {
  const now = context.clock.now();
  const channel = channelFor(context, row.channel);
  const address = addressOf(row.channel, row.person, await contactOf(context.db, row.person));
  // What was read while it waited need not go out any more.
  if (row.read) {
    await store.settleAttempt(context.db, row.id, { state: 'read', at: now.toISOString() });
    return false;
  }
  if (!channel || address === null) {
    await failed(context, row, texts.noAddress.en);
    return false;
  }
  try {
    const sent = await channel.send(context, { id: row.id, address, words: row.words });
    if ('refused' in sent) await failed(context, row, sent.refused);
    else
      await store.settleAttempt(context.db, row.id, {
        state: 'sent',
        reference: sent.reference,
        at: now.toISOString(),
      });
    return 'reference' in sent;
  } catch (error) {
    const minutes = rules.retryMinutes[row.tries - 1];
    const why = error instanceof Error ? error.message.slice(0, 200) : 'failed';
    await failed(context, row, why, minutes === undefined ? undefined : later(now, minutes));
    return false;
  }
}

/** Sends what is queued; each message lies with one sender at a time, and a channel knows it by its id. */
export async function sendQueued(context: Context): Promise<number> {
  const rules = await rulesOf(context.db);
  let sent = 0;
  for (;;) {
    const now = context.clock.now();
    const rows = await context.transaction((tx) =>
      store.takeQueued(tx, now.toISOString(), later(now, HELD), PIECE),
    );
    for (const row of rows) if (await send(context, row, rules)) sent += 1;
    if (rows.length < PIECE) return sent;
  }
}
