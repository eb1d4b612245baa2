import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { startNats, type NatsServer } from '../../../../tests/setup/nats.ts';
import { cellsOf, headers, openTown, type Town } from './town.ts';

// For tests only: a bureau that speaks through a NATS server of its own, and the town that listens to it.

export interface NatsBureau {
  readonly server: NatsServer;
  readonly town: Town;
  /** The bureau's own hand on its streams. */
  manager(): JetStreamManager;
  /** Makes a stream `S-<code>` of all subjects below `<code>`. */
  stream(code: string, more?: object): Promise<void>;
  publish(subject: string, value: unknown, msgID?: string): Promise<void>;
  /** Makes a source of a code that reads the stream of that code; null for no secret. */
  make(code: string, more?: object, secret?: string | null): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const recordOf = (number: number): object =>
  Object.fromEntries(cellsOf(number).map((cell, at) => [headers[at] ?? '', cell]));

/**
 * @param others servers that sources may ask besides
 * @returns undefined where there is no NATS
 */
export async function openNatsBureau(others: readonly number[] = []): Promise<NatsBureau | undefined> {
  const server = await startNats();
  if (!server) return undefined;
  const reach = () => connect({ servers: `127.0.0.1:${server.port}`, ...server.bureau, reconnect: false });
  let connection: NatsConnection = await reach();
  let manager = await jetstreamManager(connection);
  const town = await openTown([server.port, ...others].map((port) => `127.0.0.1:${port}`));
  return {
    server,
    town,
    manager: () => manager,
    stream: async (code, more = {}) => {
      await manager.streams.add({ name: `S-${code}`, subjects: [`${code}.>`], ...more });
    },
    publish: async (subject, value, msgID) => {
      const text = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);
      await jetstream(connection).publish(subject, text, msgID === undefined ? {} : { msgID });
    },
    make: async (code, more = {}, secret = server.password) => {
      const settings = {
        host: '127.0.0.1',
        port: String(server.port),
        stream: `S-${code}`,
        user: server.user,
        tls: 'off',
        quietSeconds: '1',
        listenSeconds: '20',
        ...more,
      };
      await town.make({ code, kind: 'nats', settings });
      if (secret !== null) await town.clerk.put(`/api/sources/sources/${code}/secret`, { secret });
    },
    restart: async () => {
      await connection.close();
      await server.restart();
      connection = await reach();
      manager = await jetstreamManager(connection);
    },
    close: async () => {
      await connection.close();
      await town.close();
      await server.stop();
    },
  };
}
