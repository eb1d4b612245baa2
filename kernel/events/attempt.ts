import { sql } from 'kysely';
import { system } from '../actor.ts';
import type { ContextFor } from '../jobs/index.ts';
import { forgetGathered, storeProblem, writeGathered, type Db } from '../db/index.ts';
import type { Subscription } from '../module.ts';
import { Problem } from '../problem.ts';
import type { LetterProblem } from './letters.ts';
import type { PlacedEvent } from './outbox.ts';

/** The handler is still at work in the transaction, so nothing of that transaction can be kept. */
export class HandlerTooSlow extends Error {
  readonly event: PlacedEvent;

  constructor(event: PlacedEvent) {
    super(`handling event ${event.id} took too long`);
    this.event = event;
  }
}

export const tooSlow: LetterProblem = {
  status: 503,
  code: 'events.handler-too-slow',
  detail: {
    zh: '订阅方处理该事件超时，未保存其改动。',
    en: 'The subscriber took too long over this event; nothing it did was kept.',
  },
};

const handlerFailed: LetterProblem = {
  status: 500,
  code: 'events.handler-failed',
  detail: {
    zh: '订阅方处理该事件时出错，已记录日志，未保存其改动。',
    en: 'The subscriber failed over this event, which is logged; nothing it did was kept.',
  },
};

function keep(error: unknown): LetterProblem {
  if (error instanceof Problem) return { status: error.status, code: error.code, detail: error.detail };
  const ofStore = storeProblem(error);
  return ofStore ? { status: ofStore.status, code: ofStore.code, detail: ofStore.message } : handlerFailed;
}

export interface Attempting {
  readonly tx: Db;
  readonly contextFor: ContextFor;
  readonly handlerMs: number;
}

async function handle(subscription: Subscription, event: PlacedEvent, by: Attempting): Promise<void> {
  const { position: _, ...happened } = event;
  const context = {
    ...by.contextFor(system, { requestId: `event-${event.id}` }),
    db: by.tx,
    transaction: <T>(work: (tx: Db) => Promise<T>) => work(by.tx),
  };
  const payload = subscription.event.payload.parse(event.payload);
  await subscription.handle({ ...happened, payload }, context);
}

/** @throws HandlerTooSlow */
async function inTime(work: Promise<void>, event: PlacedEvent, mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HandlerTooSlow(event)), mostMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Failed {
  readonly error: unknown;
  readonly problem: LetterProblem;
}

/**
 * Lets a subscriber handle one event within the transaction, and takes back what it did when it fails.
 * @returns what went wrong, undefined when nothing did
 * @throws HandlerTooSlow, and errors of the transaction itself
 */
export async function attempt(
  subscription: Subscription,
  event: PlacedEvent,
  by: Attempting,
): Promise<Failed | undefined> {
  await writeGathered(by.tx);
  await sql`savepoint before_event`.execute(by.tx);
  try {
    await inTime(handle(subscription, event, by), event, by.handlerMs);
    await writeGathered(by.tx);
    await sql`release savepoint before_event`.execute(by.tx);
    return undefined;
  } catch (error) {
    if (error instanceof HandlerTooSlow) throw error;
    forgetGathered(by.tx);
    await sql`rollback to savepoint before_event`.execute(by.tx);
    await sql`release savepoint before_event`.execute(by.tx);
    return { error, problem: keep(error) };
  }
}
