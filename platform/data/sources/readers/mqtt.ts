import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutsideMessage, OutsideMqtt } from '#kernel/outside-mqtt';
import * as store from '../message-store.ts';
import { MqttSettings } from '../settings.ts';
import { findSubscription, putSubscription } from '../subscription-store.ts';
import { messageLines } from './message-lines.ts';
import { forgetOld, pendingTables, shownTable, tables } from './message-tables.ts';
import { clientOf, connectMqtt, mqttFault } from './mqtt-link.ts';
import type { Delivery, Reader, Reading } from './reader.ts';

const lookMs = 5000;
const askEveryMs = 100;

const digestOf = ({ topic, payload }: OutsideMessage): string =>
  createHash('sha256').update(topic).update('\0').update(payload).digest('hex');

interface Heard {
  /** When the last message came. */
  last: number;
  rows: number;
  /** Messages since a table was last made, those that waited before with them. */
  waiting: number;
}

/** Keeps each message before it is acknowledged. */
const keeper =
  (reading: Reading, settings: MqttSettings, heard: Heard) =>
  async (message: OutsideMessage): Promise<void> => {
    const { context, source } = reading;
    const at = context.clock.now().toISOString();
    const { lines, sound } = messageLines({ ...message, at }, settings);
    const digest = digestOf(message);
    const kept = { source: source.code, digest, lines: lines.join('\n'), sound, at };
    await store.keepMessage(context.db, kept);
    heard.last = performance.now();
    heard.rows += lines.length;
    heard.waiting += 1;
    reading.progress(heard.rows);
  };

/**
 * Asks for what is wanted now, and no longer for what was wanted before. Where the broker was asked before and has no session
 * of ours any more, what came meanwhile is lost.
 */
async function ask(reading: Reading, settings: MqttSettings, broker: OutsideMqtt): Promise<void> {
  const { context, source } = reading;
  const { topics, host, port } = settings;
  const at = { source: source.code, place: `${host}:${port} ${clientOf(reading, settings)}` };
  const known = await findSubscription(context.db, at);
  const before = known?.topics ?? [];
  const note = (all: readonly string[]) =>
    putSubscription(context.db, at, { topics: all, streamMade: null, consumerMade: null, heard: null });
  if (before.length > 0 && !broker.resumed) await reading.missed({ kind: 'session', exact: false });
  await broker.unsubscribe(before.filter((topic) => !topics.includes(topic)));
  await note([...new Set([...before, ...topics])]);
  await broker.subscribe(topics);
  await note(topics);
}

/** Waits until it has been quiet, time is over, or a whole table waits. @returns whether to go on listening after that */
async function listen(
  { signal }: Reading,
  { batchMessages, quietSeconds }: MqttSettings,
  on: { readonly heard: Heard; readonly until: number; readonly broker: OutsideMqtt },
): Promise<boolean> {
  for (;;) {
    const now = performance.now();
    if (now >= on.until || now - on.heard.last >= quietSeconds * 1000) return false;
    if (on.heard.waiting >= batchMessages) return true;
    await Promise.race([sleep(askEveryMs, undefined, { signal }), on.broker.broken]);
  }
}

async function* collect(reading: Reading, settings: MqttSettings): AsyncGenerator<Delivery> {
  const { context, source, signal } = reading;
  const { messages: waiting } = await store.waitingMessages(context.db, source.code);
  const heard = { last: performance.now(), rows: 0, waiting };
  const broker = await connectMqtt(reading, settings, {
    durable: true,
    take: keeper(reading, settings, heard),
  });
  const until = performance.now() + settings.listenSeconds * 1000;
  try {
    await ask(reading, settings, broker);
    while (await listen(reading, settings, { heard, until, broker })) {
      yield* tables(reading, { most: settings.batchMessages, least: settings.batchMessages });
      heard.waiting = (await store.waitingMessages(context.db, source.code)).messages;
      if (heard.waiting >= settings.batchMessages) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw mqttFault(error);
  } finally {
    await broker.close();
  }
  yield* tables(reading, { most: settings.batchMessages, least: 1 });
  await forgetOld(reading);
}

/** A look: what comes within a few seconds, kept by nobody, in a session that leaves nothing behind. */
async function* look(reading: Reading, settings: MqttSettings): AsyncGenerator<Delivery> {
  const seen: string[] = [];
  const most = reading.limits.rows ?? 20;
  const take = (message: OutsideMessage) => {
    const { lines } = messageLines({ ...message, at: reading.context.clock.now().toISOString() }, settings);
    if (seen.length < most) seen.push(...lines);
    return Promise.resolve();
  };
  const broker = await connectMqtt(reading, settings, { durable: false, take });
  try {
    await broker.subscribe(settings.topics);
    const until = performance.now() + Math.min(lookMs, reading.limits.ms ?? lookMs);
    while (seen.length < most && performance.now() < until)
      await Promise.race([sleep(askEveryMs, undefined, { signal: reading.signal }), broker.broken]);
  } catch (error) {
    throw mqttFault(error);
  } finally {
    await broker.close();
  }
  yield* shownTable(reading, seen.slice(0, most));
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = MqttSettings.parse(reading.source.settings);
  if (reading.limits.rows !== undefined) {
    yield* look(reading, settings);
    return;
  }
  yield* pendingTables(reading);
  yield* collect(reading, settings);
}

/** Messages of a broker: kept as they come, then acknowledged, and handed on as tables. */
export const mqttReader: Reader = { isWhole: () => false, read };
