import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutsideMessage, OutsideMqtt } from '#kernel/outside-mqtt';
import * as store from '../message-store.ts';
import { MqttSettings } from '../settings.ts';
import { messageLines } from './message-lines.ts';
import { connectMqtt, mqttFault } from './mqtt-link.ts';
import type { Delivery, Reader, Reading } from './reader.ts';

/** So long the same message counts as one that came before. */
const rememberedMs = 7 * 86_400_000;
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

/** The table of a cut: the same messages make the same bytes, also after a crash. */
function tableOf({ context, source }: Reading, cut: string): Delivery {
  return {
    filename: `${source.code}-${cut.slice(0, 8)}.ndjson`,
    write: async (path) => {
      const lines = await store.linesOfCut(context.db, source.code, cut);
      await writeFile(path, `${lines.join('\n')}\n`);
      return {};
    },
    settle: () =>
      store.endCut(context.db, { source: source.code, cut, at: context.clock.now().toISOString() }),
  };
}

/**
 * Tables of what waits: whole ones while it goes on, the rest at its end. Messages that are no records wait for one that is,
 * and are told beside it.
 */
async function* tables(reading: Reading, most: number, least: number): AsyncGenerator<Delivery> {
  const { context, source } = reading;
  for (;;) {
    const { messages, sound } = await store.waitingMessages(context.db, source.code);
    if (sound === 0 || messages < least) return;
    const cut = randomUUID();
    if ((await store.cutMessages(context.db, { source: source.code, cut, most })) === 0) return;
    yield tableOf(reading, cut);
  }
}

/** Asks for what is wanted now, and no longer for what was wanted before. */
async function ask(reading: Reading, { topics }: MqttSettings, broker: OutsideMqtt): Promise<void> {
  const { context, source } = reading;
  const before = await store.topicsOf(context.db, source.code);
  await broker.unsubscribe(before.filter((topic) => !topics.includes(topic)));
  await store.putTopics(context.db, source.code, [...new Set([...before, ...topics])]);
  await broker.subscribe(topics);
  await store.putTopics(context.db, source.code, topics);
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
      yield* tables(reading, settings.batchMessages, settings.batchMessages);
      heard.waiting = (await store.waitingMessages(context.db, source.code)).messages;
      if (heard.waiting >= settings.batchMessages) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw mqttFault(error);
  } finally {
    await broker.close();
  }
  yield* tables(reading, settings.batchMessages, 1);
  const before = new Date(context.clock.now().getTime() - rememberedMs).toISOString();
  await store.forgetMessages(context.db, source.code, before);
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
  if (seen.length === 0) return;
  yield {
    filename: `${reading.source.code}.ndjson`,
    write: async (path) => {
      await writeFile(path, `${seen.slice(0, most).join('\n')}\n`);
      return {};
    },
  };
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = MqttSettings.parse(reading.source.settings);
  if (reading.limits.rows !== undefined) {
    yield* look(reading, settings);
    return;
  }
  for (const cut of await store.pendingCuts(reading.context.db, reading.source.code))
    yield tableOf(reading, cut);
  yield* collect(reading, settings);
}

/** Messages of a broker: kept as they come, then acknowledged, and handed on as tables. */
export const mqttReader: Reader = { isWhole: () => false, read };
