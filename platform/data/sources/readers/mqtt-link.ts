import { randomUUID } from 'node:crypto';
import { outsideAddress } from '#kernel/outgoing';
import {
  MqttBroken,
  MqttRefused,
  openOutsideMqtt,
  type OutsideMessage,
  type OutsideMqtt,
} from '#kernel/outside-mqtt';
import type { MqttSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { faultOf, passing, refused } from './faults.ts';
import { isListed } from './inside.ts';
import type { Reading, SourceFault } from './reader.ts';

const connectMs = 10_000;
/** Return codes of CONNACK: MQTT 3.1.1 §3.2.2.3 and MQTT 5 §3.2.2.2. */
const signIn = new Set([4, 5, 134, 135]);
const versions = new Set([1, 132]);
const names = new Set([2, 133]);

/** What the broker or the way to it said, as a sign and never in its own words. */
export function mqttFault(error: unknown): unknown {
  if (error instanceof MqttRefused) return refusalOf(error);
  if (!(error instanceof MqttBroken)) return faultOf(error);
  const { code = '', message = '' } = (error.cause ?? {}) as { code?: string; message?: string };
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code) || /SSL|certificate/i.test(message))
    return refused(texts.faultTls);
  return passing(texts.faultUnreachable);
}

function refusalOf({ code, topic }: MqttRefused): SourceFault {
  if (topic !== undefined) return refused(texts.faultMqttTopic, { topic });
  if (signIn.has(code)) return refused(texts.faultMqttSignIn);
  if (versions.has(code)) return refused(texts.faultMqttVersion);
  return names.has(code) ? refused(texts.faultMqttClient) : passing(texts.faultUnreachable);
}

/** Where a durable session lies at the broker. A look has one of its own that leaves nothing behind. */
export const clientOf = (reading: Reading, { clientId }: MqttSettings, durable = true): string =>
  durable ? (clientId ?? `yaojiang-${reading.source.code}`) : `yaojiang-look-${randomUUID().slice(0, 8)}`;

/**
 * A connection to the address that was checked; whatever its name says later, it stays there.
 * @throws SourceFault
 */
export async function connectMqtt(
  reading: Reading,
  settings: MqttSettings,
  how: { readonly durable: boolean; readonly take: (message: OutsideMessage) => Promise<void> },
): Promise<OutsideMqtt> {
  const { host, port, tls, version, user } = settings;
  if (user !== undefined && reading.secret === undefined) throw refused(texts.faultSecret);
  const inside = isListed(reading.context, host, port);
  if (tls === 'off' && !inside) throw refused(texts.faultTls);
  try {
    const address = await outsideAddress(host, inside);
    const account = user === undefined ? {} : { user, password: reading.secret };
    const clientId = clientOf(reading, settings, how.durable);
    const { durable } = how;
    return await openOutsideMqtt(
      { host, address, port, tls, version, clientId, durable, ...account, timeoutMs: connectMs },
      how.take,
    );
  } catch (error) {
    throw mqttFault(error);
  }
}
