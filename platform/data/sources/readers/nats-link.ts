import { createHash } from 'node:crypto';
import { outsideAddress } from '#kernel/outgoing';
import {
  NatsBroken,
  NatsRefused,
  openOutsideNats,
  type NatsRefusal,
  type OutsideNats,
  type OutsideNatsOptions,
} from '#kernel/outside-nats';
import type { Text } from '#kernel/texts';
import type { NatsSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { faultOf, passing, refused } from './faults.ts';
import { isListed } from './inside.ts';
import type { Reading } from './reader.ts';

const connectMs = 10_000;

const words: Readonly<Record<NatsRefusal, Text>> = {
  'sign-in': texts.faultNatsSignIn,
  seed: texts.faultNatsSeed,
  permission: texts.faultNatsPermission,
  'no-stream': texts.faultNatsStream,
  'no-jetstream': texts.faultNatsStream,
  consumer: texts.faultNatsMake,
};

/** What the broker or the way to it said, as a sign and never in its own words. */
export function natsFault(error: unknown, reading: Reading, settings: NatsSettings): unknown {
  const named = { stream: settings.stream, consumer: consumerName(reading, settings) };
  if (error instanceof NatsRefused) return refused(words[error.what], named);
  if (!(error instanceof NatsBroken)) return faultOf(error);
  const { code = '', message = '' } = (error.cause ?? {}) as { code?: string; message?: string };
  // Among them: one speaks TLS and the other does not.
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code) || /SSL|certificate|certFile|'tls'/.test(message))
    return refused(texts.faultTls);
  return passing(texts.faultUnreachable);
}

/** A subject of one's own has a consumer of its own: a consumer keeps the subject that it was made with. */
export function consumerName({ source }: Reading, { consumer, subject }: NatsSettings): string {
  if (consumer !== undefined) return consumer;
  if (subject === undefined) return `yaojiang-${source.code}`;
  return `yaojiang-${source.code}-${createHash('sha256').update(subject).digest('hex').slice(0, 12)}`;
}

function accountOf(secret: string | undefined, { auth, user }: NatsSettings): OutsideNatsOptions['account'] {
  if (auth === 'none') return undefined;
  if (secret === undefined) throw refused(texts.faultSecret);
  if (auth === 'token') return { token: secret };
  return auth === 'nkey' ? { seed: secret } : { user: user ?? '', password: secret };
}

/**
 * A connection to the address that was checked; whatever its name, or the broker, says later, it stays there.
 * @throws SourceFault
 */
export async function connectNats(reading: Reading, settings: NatsSettings): Promise<OutsideNats> {
  const { host, port, tls } = settings;
  const account = accountOf(reading.secret, settings);
  const inside = isListed(reading.context, host, port);
  if (tls === 'off' && !inside) throw refused(texts.faultTls);
  try {
    const address = await outsideAddress(host, inside);
    return await openOutsideNats({ host, address, port, tls, account, timeoutMs: connectMs });
  } catch (error) {
    throw natsFault(error, reading, settings);
  }
}
