import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  type ConsumerConfig,
  type ConsumerInfo,
  type JetStreamManager,
  type JsMsg,
  type MsgRequest,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { inWords, NatsBroken } from './nats-errors.ts';
import { optionsOf, type OutsideNatsOptions } from './nats-options.ts';

export { NatsBroken, NatsRefused, type NatsRefusal } from './nats-errors.ts';
export type { OutsideNatsOptions } from './nats-options.ts';
export { publishOutside, type NatsMessage } from './nats-publisher.ts';

/** A stream of JetStream, as it stands at the broker. */
export interface OutsideStream {
  /** When it was made; one that was made anew counts from one again. */
  readonly created: string;
  /** Sequences of the oldest and the newest message that it still has. */
  readonly first: number;
  readonly last: number;
  /** It keeps a message until it was read (work queue, interest), and not for a time or up to a number. */
  readonly keepsUntilRead: boolean;
  /** It keeps so many of each subject, so that an older one goes when a newer one comes. */
  readonly keepsFewOfEach: boolean;
}

/** How far a durable consumer has come. */
export interface OutsideConsumer {
  readonly created: string;
  /** Everything up to here was acknowledged. */
  readonly floor: number;
  /** Everything up to here was given out at least once, or lies before where it began. */
  readonly given: number;
  /** Messages that wait, and those given out and not acknowledged. */
  readonly pending: number;
  readonly open: number;
  /** Whether it gives to those who ask, until each message is acknowledged by itself, without an end. */
  readonly fits: boolean;
  /** The subjects that it gives, in one line; undefined for all. */
  readonly subjects: string | undefined;
}

export interface StreamMessage {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly sequence: number;
  /** What the sender called it (`Nats-Msg-Id`). */
  readonly id: string | undefined;
  /** When the stream took it, ISO. */
  readonly at: string;
}

export interface GivenMessage extends StreamMessage {
  /** It was given out before. */
  readonly again: boolean;
  /** Acknowledges it, and waits until the broker has said that it heard so. */
  readonly acknowledge: () => Promise<void>;
}

/** Somebody else's broker, whose streams we only read. All throw NatsRefused and NatsBroken. */
export interface OutsideNats {
  stream(name: string): Promise<OutsideStream>;
  consumer(stream: string, name: string): Promise<OutsideConsumer | undefined>;
  /** @param from the first sequence to give out; all that there is when absent */
  makeConsumer(
    stream: string,
    made: { readonly name: string; readonly subject: string | undefined; readonly from: number | undefined },
  ): Promise<OutsideConsumer>;
  /**
   * Asks for messages and hands them on in small groups as they come; stops after `most`, or when `waitMs` (1000 or more) are over.
   * @returns how many came
   */
  pull(
    at: { readonly stream: string; readonly consumer: string },
    how: { readonly most: number; readonly waitMs: number; readonly signal: AbortSignal },
    take: (messages: readonly GivenMessage[]) => Promise<void>,
  ): Promise<number>;
  /** The oldest message of a subject from a sequence on, without moving anything; undefined when there is none. */
  peek(stream: string, from: number, subject: string): Promise<StreamMessage | undefined>;
  close(): Promise<void>;
}

const groupMost = 100;
const givenOutFor = 120_000;
const forgottenAfter = 14 * 86_400_000;
const nanos = (ms: number): number => ms * 1_000_000;

const consumerOf = ({ created, config, ...info }: ConsumerInfo): OutsideConsumer => ({
  created,
  floor: info.ack_floor.stream_seq,
  given: info.delivered.stream_seq,
  pending: info.num_pending,
  open: info.num_ack_pending,
  fits:
    config.ack_policy === AckPolicy.Explicit &&
    config.deliver_subject === undefined &&
    (config.max_deliver ?? -1) <= 0,
  subjects: config.filter_subjects?.join(' ') || config.filter_subject || undefined,
});

const messageOf = (message: JsMsg): GivenMessage => ({
  subject: message.subject,
  payload: message.data,
  sequence: message.seq,
  id: message.headers?.get('Nats-Msg-Id') || undefined,
  at: message.time.toISOString(),
  again: message.redelivered,
  acknowledge: async () => {
    if (!(await message.ackAck())) throw new NatsBroken();
  },
});

const isMissing = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === JetStreamApiCodes.ConsumerNotFound;

async function streamOf(manager: JetStreamManager, name: string): Promise<OutsideStream> {
  const { created, state, config } = await manager.streams.info(name);
  return {
    created,
    first: state.first_seq,
    last: state.last_seq,
    keepsUntilRead: config.retention !== RetentionPolicy.Limits,
    keepsFewOfEach: config.max_msgs_per_subject > 0,
  };
}

const configOf = (
  name: string,
  subject: string | undefined,
  from: number | undefined,
): Partial<ConsumerConfig> => ({
  durable_name: name,
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(givenOutFor),
  max_ack_pending: 100_000,
  // Where nobody has read for so long, the broker may forget how far we came; we remember it ourselves.
  inactive_threshold: nanos(forgottenAfter),
  ...(subject === undefined ? {} : { filter_subject: subject }),
  ...(from === undefined
    ? { deliver_policy: DeliverPolicy.All }
    : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: from }),
});

async function pullFrom(
  connection: NatsConnection,
  { stream, consumer }: { readonly stream: string; readonly consumer: string },
  { most, waitMs, signal }: { readonly most: number; readonly waitMs: number; readonly signal: AbortSignal },
  take: (messages: readonly GivenMessage[]) => Promise<void>,
): Promise<number> {
  const from = await jetstream(connection).consumers.get(stream, consumer);
  const messages = await from.fetch({ max_messages: most, expires: waitMs });
  const stop = () => messages.stop();
  signal.addEventListener('abort', stop, { once: true });
  let count = 0;
  let group: GivenMessage[] = [];
  try {
    for await (const message of messages) {
      group.push(messageOf(message));
      // What is here already goes together: what is still on its way is not waited for.
      if (group.length < groupMost && messages.getPending() > 0) continue;
      await take(group);
      count += group.length;
      group = [];
    }
    if (group.length > 0) await take(group);
    return count + group.length;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

async function peekAt(
  manager: JetStreamManager,
  stream: string,
  query: object,
): Promise<StreamMessage | undefined> {
  // The server knows `next_by_subj` since 2.9; the library's types have it for its other way to ask alone.
  const found = await manager.streams.getMessage(stream, query as MsgRequest);
  if (!found) return undefined;
  return {
    subject: found.subject,
    payload: found.data,
    sequence: found.seq,
    id: found.header?.get('Nats-Msg-Id') || undefined,
    at: found.time.toISOString(),
  };
}

/**
 * Connects to a broker of NATS: to the address that was checked and to none that the broker tells of later; it never connects
 * again by itself.
 * @throws NatsRefused, NatsBroken
 */
export async function openOutsideNats(options: OutsideNatsOptions): Promise<OutsideNats> {
  const said = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    try {
      return await ask();
    } catch (error) {
      throw inWords(error);
    }
  };
  const connection = await said(() => connect(optionsOf(options)));
  const { timeoutMs: timeout } = options;
  const broken = connection.closed().then((error) => {
    throw new NatsBroken(error);
  });
  // Whoever asks hears of it; nobody needs to.
  broken.catch(() => undefined);
  const ask = <Result>(what: () => Promise<Result>): Promise<Result> =>
    said(() => Promise.race([broken, what()]));
  const manager = await said(() => jetstreamManager(connection, { checkAPI: false, timeout }));
  return {
    stream: (name) => ask(() => streamOf(manager, name)),
    consumer: (stream, name) =>
      ask(async () => {
        try {
          return consumerOf(await manager.consumers.info(stream, name));
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),
    makeConsumer: (stream, { name, subject, from }) =>
      ask(async () => consumerOf(await manager.consumers.add(stream, configOf(name, subject, from)))),
    // What is done with the messages fails in its own words.
    pull: async (at, how, take) => {
      let failed: { readonly error: unknown } | undefined;
      const kept = (messages: readonly GivenMessage[]) =>
        take(messages).catch((error: unknown) => {
          failed = { error };
          throw error;
        });
      try {
        return await ask(() => pullFrom(connection, at, how, kept));
      } catch (error) {
        throw failed ? failed.error : error;
      }
    },
    peek: (stream, from, subject) => ask(() => peekAt(manager, stream, { seq: from, next_by_subj: subject })),
    close: () => connection.close(),
  };
}
