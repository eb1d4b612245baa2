import { createHash } from 'node:crypto';
import type {
  GivenMessage,
  OutsideConsumer,
  OutsideNats,
  OutsideStream,
  StreamMessage,
} from '#kernel/outside-nats';
import * as store from '../message-store.ts';
import { NatsSettings } from '../settings.ts';
import { findSubscription, putHeard, putSubscription } from '../subscription-store.ts';
import { texts } from '../texts.ts';
import { refused } from './faults.ts';
import { messageLines } from './message-lines.ts';
import { forgetOld, pendingTables, shownTable, tables } from './message-tables.ts';
import { heardOf, missedBefore, missedWithin } from './nats-gaps.ts';
import { connectNats, consumerName, natsFault } from './nats-link.ts';
import type { Delivery, Reader, Reading } from './reader.ts';

const pullMost = 500;
const pullMs = { least: 1000, most: 30_000 };
/** Contents that may be held unacknowledged at once. */
const mostBytes = 64 * 1024 ** 2;

/** What its sender calls it says which message it is, together with what it holds; without that, what it holds. */
function digestOf({ subject, id, payload }: StreamMessage): string {
  const hash = createHash('sha256');
  if (id === undefined) hash.update(subject).update('\0');
  else hash.update(JSON.stringify([subject, id]));
  return hash.update(payload).digest('hex');
}

/** What is under way while a stream is read. */
interface Hearing {
  readonly reading: Reading;
  readonly settings: NatsSettings;
  readonly broker: OutsideNats;
  readonly consumer: string;
  /** Under which it is noted how far the stream was heard. */
  readonly at: { readonly source: string; readonly place: string };
  /** Whether each number of the stream is expected. */
  readonly counts: boolean;
  /** The last number that was given out. */
  after: number | undefined;
  /** Kept here and not acknowledged, until the table that they go into is kept elsewhere. */
  readonly held: Map<string, GivenMessage[]>;
  bytes: number;
  /** Messages that came since the last table. */
  came: number;
  rows: number;
  /** When the last message came. */
  last: number;
}

const linesOf = (message: StreamMessage, settings: NatsSettings) =>
  messageLines({ topic: message.subject, payload: message.payload, at: message.at }, settings);

/** One that does not reach the broker comes again, and is known then. */
const acknowledge = async (messages: readonly GivenMessage[]): Promise<void> => {
  await Promise.allSettled(messages.map((message) => message.acknowledge()));
};

/** Keeps what came, and acknowledges at once what is known and was taken before: it came twice. */
async function keep(hearing: Hearing, messages: readonly GivenMessage[]): Promise<void> {
  const { reading, settings, held, at } = hearing;
  const { db, clock } = reading.context;
  const now = clock.now().toISOString();
  const kept = messages.map((message) => {
    const { lines, sound } = linesOf(message, settings);
    hearing.rows += lines.length;
    return { source: at.source, digest: digestOf(message), lines: lines.join('\n'), sound, at: now };
  });
  const stands = await store.keepMessages(db, kept);
  const { missed, after } = missedWithin(hearing.after, messages);
  if (missed && hearing.counts) await reading.missed(missed);
  hearing.after = after;
  await putHeard(db, at, Math.max(...messages.map(({ sequence }) => sequence)));
  const known: GivenMessage[] = [];
  for (const [index, message] of messages.entries()) {
    const digest = kept[index]?.digest ?? '';
    if (stands.get(digest) === 'taken') known.push(message);
    else held.set(digest, [...(held.get(digest) ?? []), message]);
    hearing.bytes += message.payload.length;
  }
  hearing.came += messages.length;
  hearing.last = performance.now();
  reading.progress(hearing.rows);
  await acknowledge(known);
}

/** Acknowledges what went into a table that is kept elsewhere now. */
const settled = (hearing: Hearing) => async (digests: readonly string[]) => {
  await acknowledge(digests.flatMap((digest) => hearing.held.get(digest) ?? []));
  for (const digest of digests) hearing.held.delete(digest);
};

/** What is no record waits here for one that is, told beside it then: the broker need not give it again. */
async function acknowledgeRest(hearing: Hearing): Promise<void> {
  await acknowledge([...hearing.held.values()].flat());
  hearing.held.clear();
  hearing.bytes = 0;
}

/** Takes messages until it has been quiet, time is over, or a whole table waits. @returns whether one does */
async function listen(hearing: Hearing, until: number): Promise<boolean> {
  const { reading, settings, broker, consumer } = hearing;
  const { quietSeconds, batchMessages, stream } = settings;
  for (;;) {
    const now = performance.now();
    const left = Math.min(until - now, quietSeconds * 1000 - (now - hearing.last));
    if (left <= 0) return false;
    const room = batchMessages - hearing.held.size;
    if (room <= 0 || hearing.bytes >= mostBytes) return true;
    const how = {
      most: Math.min(room, pullMost),
      waitMs: Math.min(Math.max(left, pullMs.least), pullMs.most),
      signal: reading.signal,
    };
    await broker.pull({ stream, consumer }, how, (messages) => keep(hearing, messages));
    reading.signal.throwIfAborted();
  }
}

/** Notes how far the stream was heard, also where the last messages were not for us. @returns how many still wait there */
async function noteHeard({ reading, settings, broker, consumer, at }: Hearing): Promise<number> {
  // In this order: what comes between the two is pending, and so it is not taken for heard.
  const { last } = await broker.stream(settings.stream);
  const now = await broker.consumer(settings.stream, consumer);
  if (now && now.pending === 0 && now.open === 0) await putHeard(reading.context.db, at, last);
  return now?.pending ?? 0;
}

const placeOf = (reading: Reading, settings: NatsSettings): string => {
  const { host, port, stream, subject = '>' } = settings;
  return [`${host}:${port}`, stream, consumerName(reading, settings), subject].join(' ');
};

/** @throws SourceFault when a consumer that is there is none that we can use */
function requireFit(found: OutsideConsumer | undefined, reading: Reading, settings: NatsSettings): void {
  const { subject } = settings;
  if (found && (!found.fits || (subject !== undefined && found.subjects !== subject)))
    throw refused(texts.faultNatsConsumer, { consumer: consumerName(reading, settings) });
}

/** Where a consumer that is made begins; a stream that keeps what was not read gives all that it has, and no place in it. */
const placeIn = ({ keepsUntilRead }: Pick<OutsideStream, 'keepsUntilRead'>, heard: number | undefined) =>
  heard === undefined || keepsUntilRead ? undefined : heard + 1;

/** Finds the stream and our consumer, or makes it go on where we were; tells what is missing since. */
async function prepare(reading: Reading, settings: NatsSettings, broker: OutsideNats): Promise<Hearing> {
  const { db } = reading.context;
  const name = consumerName(reading, settings);
  const at = { source: reading.source.code, place: placeOf(reading, settings) };
  const stream = await broker.stream(settings.stream);
  const found = await broker.consumer(settings.stream, name);
  requireFit(found, reading, settings);
  const known = await findSubscription(db, at);
  const whole = settings.subject === undefined && found?.subjects === undefined;
  const missed = missedBefore({ stream, consumer: found, known, whole });
  for (const each of missed) await reading.missed(each);
  const heard = heardOf({ stream, known });
  const from = placeIn(stream, heard);
  const consumer =
    found ?? (await broker.makeConsumer(settings.stream, { name, subject: settings.subject, from }));
  // What was told as missing is not told again.
  const told = Math.max(heard ?? 0, ...missed.map(({ last = 0 }) => last));
  await putSubscription(db, at, {
    topics: [],
    streamMade: stream.created,
    consumerMade: consumer.created,
    heard: heard === undefined ? null : told,
  });
  return {
    reading,
    settings,
    broker,
    consumer: name,
    at,
    counts: whole && !stream.keepsFewOfEach,
    after: heard === undefined ? undefined : Math.max(told, consumer.given, stream.first - 1),
    held: new Map(),
    bytes: 0,
    came: 0,
    rows: 0,
    last: performance.now(),
  };
}

async function* collect(
  reading: Reading,
  settings: NatsSettings,
  broker: OutsideNats,
): AsyncGenerator<Delivery> {
  const until = performance.now() + settings.listenSeconds * 1000;
  const hearing = await prepare(reading, settings, broker);
  for (;;) {
    hearing.came = 0;
    hearing.last = performance.now();
    const isWhole = await listen(hearing, until);
    yield* tables(reading, { most: settings.batchMessages, least: 1 }, settled(hearing));
    await acknowledgeRest(hearing);
    const waiting = await noteHeard(hearing);
    // A broker that gives out few at a time goes on when those are acknowledged.
    if (performance.now() >= until || hearing.came === 0 || (!isWhole && waiting === 0)) return;
  }
}

/** A look at the oldest messages, which moves nothing there. */
async function* look(
  reading: Reading,
  settings: NatsSettings,
  broker: OutsideNats,
): AsyncGenerator<Delivery> {
  const most = reading.limits.rows ?? 20;
  const seen: string[] = [];
  let { first: next } = await broker.stream(settings.stream);
  while (seen.length < most && !reading.signal.aborted) {
    const message = await broker.peek(settings.stream, Math.max(next, 1), settings.subject ?? '>');
    if (!message) break;
    seen.push(...linesOf(message, settings).lines);
    next = message.sequence + 1;
  }
  yield* shownTable(reading, seen.slice(0, most));
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = NatsSettings.parse(reading.source.settings);
  const isLook = reading.limits.rows !== undefined;
  if (!isLook) yield* pendingTables(reading);
  const broker = await connectNats(reading, settings);
  try {
    yield* (isLook ? look : collect)(reading, settings, broker);
  } catch (error) {
    reading.signal.throwIfAborted();
    throw natsFault(error, reading, settings);
  } finally {
    await broker.close();
  }
  if (!isLook) await forgetOld(reading);
}

/** Messages of a stream: kept as they come, handed on as tables, and acknowledged when those are kept elsewhere. */
export const natsReader: Reader = { isWhole: () => false, read };
