import { jetstream } from '@nats-io/jetstream';
import { connect, headers, NoRespondersError } from '@nats-io/transport-node';
import { inWords, NatsRefused } from './nats-errors.ts';
import { optionsOf, type OutsideNatsOptions } from './nats-options.ts';

export interface NatsMessage {
  readonly subject: string;
  readonly payload: Uint8Array;
  /** `Nats-Msg-Id`: within its window a stream keeps one message of an id once. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Nobody listens for the subject, so no stream keeps it. */
const isUnheard = (error: unknown): boolean => {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof NoRespondersError) return true;
  return false;
};

/**
 * Publishes one message and waits until a stream of the broker has said that it keeps it (or has kept it before). On a
 * connection of its own, to the address that was checked and to no other.
 * @throws NatsRefused, NatsBroken
 */
export async function publishOutside(options: OutsideNatsOptions, message: NatsMessage): Promise<void> {
  const { subject, payload, id } = message;
  const { timeoutMs: timeout } = options;
  try {
    const connection = await connect(optionsOf(options));
    try {
      const told = headers();
      for (const [name, value] of Object.entries(message.headers)) told.set(name, value);
      await jetstream(connection, { timeout }).publish(subject, payload, {
        msgID: id,
        headers: told,
        timeout,
      });
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw isUnheard(error) ? new NatsRefused('no-stream', error) : inWords(error);
  }
}
