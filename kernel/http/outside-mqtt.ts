import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { MqttClient, type IClientOptions } from 'mqtt';

export interface OutsideMqttOptions {
  /** Its name, for the certificate. */
  readonly host: string;
  /** The address that was checked (`outsideAddress`): it is the one connected to. */
  readonly address: string;
  readonly port: number;
  readonly tls: 'off' | 'require' | 'verify';
  readonly version: '3.1.1' | '5';
  /** Under which the broker keeps what comes while nobody listens. */
  readonly clientId: string;
  /** False: nothing is kept for this client, now or later. */
  readonly durable: boolean;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly timeoutMs: number;
}

export interface OutsideMessage {
  readonly topic: string;
  readonly payload: Buffer;
}

/** Somebody else's broker, to which we only listen. */
export interface OutsideMqtt {
  /** The broker still had the session of before; where it had none, what came meanwhile is lost. */
  readonly resumed: boolean;
  /** @throws MqttRefused when the broker does not give a topic with acknowledgement (QoS 1) */
  subscribe(topics: readonly string[]): Promise<void>;
  unsubscribe(topics: readonly string[]): Promise<void>;
  /** Rejects when the connection breaks (MqttRefused, MqttBroken) or with what `take` rejects; pending as long as it stands. */
  readonly broken: Promise<never>;
  close(): Promise<void>;
}

/** What the broker answered when it would not have us. Its number, never its words: those may say anything. */
export class MqttRefused extends Error {
  readonly code: number;
  readonly topic: string | undefined;

  constructor(code: number, topic?: string) {
    super(`the broker refused: ${code}`);
    this.code = code;
    this.topic = topic;
  }
}

/** The way to the broker broke, or what stands there speaks no MQTT; `cause` is the error of the network or of TLS. */
export class MqttBroken extends Error {
  constructor(cause?: unknown) {
    super('the connection to the broker broke', { cause });
  }
}

/** Days for which a broker of MQTT 5 keeps what comes while nobody listens (one of 3.1.1 keeps it as it sees fit). */
const keptSeconds = 14 * 86_400;
const largestPacket = 16 * 1024 ** 2;

const optionsOf = (options: OutsideMqttOptions): IClientOptions => ({
  protocolId: 'MQTT',
  protocolVersion: options.version === '5' ? 5 : 4,
  clientId: options.clientId,
  clean: !options.durable,
  ...(options.user === undefined ? {} : { username: options.user }),
  ...(options.password === undefined ? {} : { password: options.password }),
  connectTimeout: options.timeoutMs,
  keepalive: 30,
  // Whoever listens decides when to come again, and says what it wants each time.
  reconnectPeriod: 0,
  resubscribe: false,
  manualConnect: true,
  ...(options.version === '5'
    ? {
        properties: {
          maximumPacketSize: largestPacket,
          ...(options.durable ? { sessionExpiryInterval: keptSeconds } : {}),
        },
      }
    : {}),
});

const streamOf = ({ host, address, port, tls }: OutsideMqttOptions) =>
  tls === 'off'
    ? connectPlain({ host: address, port })
    : connectTls({
        host: address,
        port,
        // A certificate for a number is held against the number (RFC 6066 knows no names made of numbers).
        ...(isIP(host) === 0 ? { servername: host } : {}),
        rejectUnauthorized: tls === 'verify',
      });

const numberOf = (error: unknown): number | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? code : undefined;
};

const inWords = (error: unknown): MqttRefused | MqttBroken => {
  const code = numberOf(error);
  return code === undefined ? new MqttBroken(error) : new MqttRefused(code);
};

const closed = (client: MqttClient): Promise<void> =>
  new Promise((done) => {
    client.end(true, () => done());
  });

/** @returns whether the broker had a session of before */
const started = (client: MqttClient): Promise<boolean> =>
  new Promise((done, reject) => {
    client.once('connect', ({ sessionPresent }) => done(sessionPresent));
    client.once('error', (error) => reject(inWords(error)));
    client.once('close', () => reject(new MqttBroken()));
    client.connect();
  });

/** Granted with QoS 1 or more; 128 and above is a refusal, 0 would lose what comes while nobody listens. */
const subscribed = (client: MqttClient, topics: readonly string[]): Promise<void> =>
  new Promise((done, reject) => {
    client.subscribe([...topics], { qos: 1 }, (error, granted = []) => {
      const missing = granted.find(({ qos }) => qos === 0 || qos >= 128);
      if (missing) reject(new MqttRefused(Number(missing.qos), missing.topic));
      else if (error) reject(inWords(error));
      else done();
    });
  });

/**
 * Connects to a broker. Each message is acknowledged when `take` has resolved, and only then; when it rejects, the connection
 * ends and the broker keeps the message. One message is on its way at a time.
 * @throws MqttRefused, MqttBroken
 */
export async function openOutsideMqtt(
  options: OutsideMqttOptions,
  take: (message: OutsideMessage) => Promise<void>,
): Promise<OutsideMqtt> {
  const client = new MqttClient(() => streamOf(options), optionsOf(options));
  const { promise: broken, reject: breaks } = Promise.withResolvers<never>();
  // Whoever waits for it hears of it; nobody needs to.
  broken.catch(() => undefined);
  client.handleMessage = ({ topic, payload }, acknowledge) => {
    take({ topic, payload: Buffer.from(payload) }).then(
      () => acknowledge(),
      (error: unknown) => {
        breaks(error);
        client.end(true);
      },
    );
  };
  client.on('error', (error) => breaks(inWords(error)));
  client.on('close', () => breaks(new MqttBroken()));
  let resumed: boolean;
  try {
    resumed = await started(client);
  } catch (error) {
    await closed(client);
    throw error;
  }
  return {
    resumed,
    // What takes the messages may fail while it is asked: that is then what went wrong, not the end that it led to.
    subscribe: (topics) => Promise.race([broken, subscribed(client, topics)]),
    unsubscribe: (topics) =>
      topics.length === 0
        ? Promise.resolve()
        : new Promise((done) => {
            client.unsubscribe([...topics], () => done());
          }),
    broken,
    close: () => closed(client),
  };
}
