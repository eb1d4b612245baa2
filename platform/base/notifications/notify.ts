import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { sendingDue } from './events.ts';
import { accountsOf, type Recipient } from './recipients.ts';
import { insideWords, later, outsideWords, type Params, type Urgency } from './rules.ts';
import { rulesOf, templateOf } from './settings.ts';
import { deleteNotice, insertDeliveries, insertNotice, type NewNotice } from './store.ts';
import type { Template } from './city.ts';
import { texts } from './texts.ts';

export interface Notify {
  readonly to: Recipient | readonly Recipient[];
  /** Its template in the city's `notices.yaml`. */
  readonly kind: string;
  readonly params?: Params;
  /** One person is told of one kind and key once, however often it is said. */
  readonly key: string;
  /** That of the template when absent. `urgent` breaks quiet hours and rates; `low` waits for the digest. */
  readonly urgency?: Urgency;
  /** Page where there is something to do: of the console for officials, of the portal for citizens. */
  readonly link?: string;
  /** Organisation that sees the receipts; the actor's when absent. */
  readonly organisation?: string;
  readonly simulated?: boolean;
}

function requireParams({ title, body, short }: Template, params: Params): void {
  const words = [title, body, short].map(({ zh, en }) => `${zh}${en}`).join('');
  const places = [...words.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name = '']) => name);
  const missing = [...new Set(places)].filter((name) => params[name] === undefined);
  if (missing.length > 0)
    throw new Problem(422, 'notifications.missing', fill(texts.missing, { names: missing.join(', ') }));
}

interface Meant extends Notify {
  readonly call?: string;
}

/** The notice with its words, as it stands from now on. */
function noticeOf(context: Context, template: Template, told: Meant): NewNotice {
  const { kind, key, params = {}, link = null, call = null, simulated = false } = told;
  requireParams(template, params);
  return {
    id: randomUUID(),
    kind,
    key,
    urgency: told.urgency ?? template.urgency,
    title: insideWords(template.title, params),
    body: insideWords(template.body, params),
    short: outsideWords(template.short, params, template.classes),
    link,
    sender: context.actor.id,
    organisation: told.organisation ?? context.actor.organisation ?? null,
    call,
    simulated,
    at: context.clock.now().toISOString(),
  };
}

/** @returns how many people had not been told of it before */
async function deliver(tx: Db, notice: NewNotice, people: readonly string[]): Promise<number> {
  const { id, kind, key, urgency, at } = notice;
  const first = urgency === 'low' ? undefined : (await rulesOf(tx)).chains[urgency][0];
  const nextAt = first ? later(new Date(at), first.afterMinutes) : null;
  // In one order, so that two who tell the same people do not wait for each other.
  const to = people.toSorted().map((person) => ({ id: randomUUID(), person }));
  return insertDeliveries(tx, { notice: id, kind, key, at, nextAt, to });
}

/**
 * Tells people something: it stands in their inbox when the caller's transaction commits, and goes out by channels
 * after that, as far as they leave it unread.
 * @param tx the transaction of what is told
 * @returns the notice's id; undefined when everybody meant has been told of it before, or nobody is meant
 * @throws Problem 422 `notifications.no-template`, `notifications.missing`
 */
export async function notify(context: Context, tx: Db, told: Meant): Promise<string | undefined> {
  const notice = noticeOf(context, await templateOf(tx, told.kind), told);
  const people = await accountsOf(tx, [told.to].flat());
  if (people.length === 0) return undefined;
  await insertNotice(tx, notice);
  if ((await deliver(tx, notice, people)) === 0) {
    await deleteNotice(tx, notice.id);
    return undefined;
  }
  const { id, urgency } = notice;
  // Whatever is not urgent is found by the round of every minute.
  if (urgency === 'urgent') await context.emit(tx, sendingDue, { key: id, payload: { what: 'notice', id } });
  return id;
}
