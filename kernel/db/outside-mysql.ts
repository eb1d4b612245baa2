import { connect } from 'node:net';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2';
import type { OutsideDatabase } from './outside-database.ts';

/** Somebody else's MySQL or MariaDB, from which we only read. Errors are the driver's, with the database's number (`errno`). */
export interface OutsideMysql {
  rows<T extends Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Rows without the names of their columns, piece by piece; what is not read waits at the server. Every value is text when the query makes it so. */
  pieces(text: string, values: readonly unknown[], size: number): AsyncGenerator<(string | null)[][]>;
  close(): Promise<void>;
}

const optionsOf = ({ tls, host, address, port, timeoutMs, ...account }: OutsideDatabase) => ({
  ...account,
  host,
  port,
  stream: () => connect({ host: address, port }),
  connectTimeout: timeoutMs,
  ...(tls === 'off'
    ? {}
    : { ssl: { rejectUnauthorized: tls === 'verify', verifyIdentity: tls === 'verify' } }),
  charset: 'utf8mb4_general_ci',
  // A server may ask its client for any file of this machine (LOAD DATA LOCAL): ours has said that it gives none.
  flags: ['-LOCAL_FILES'],
  // The password never goes out as it is, whatever way of signing in the server proposes.
  enableCleartextPlugin: false,
  // No code is made out of what a server says of its columns.
  disableEval: true,
  dateStrings: true,
});

const connected = (client: Connection): Promise<void> =>
  new Promise((done, reject) => {
    client.connect((error) => (error ? reject(error) : done()));
  });

const asked = <T>(client: Connection, text: string, values: readonly unknown[]): Promise<T[]> =>
  new Promise((done, reject) => {
    client.query<RowDataPacket[]>(text, [...values], (error, rows) =>
      error ? reject(error) : done(rows as unknown as T[]),
    );
  });

async function* piecesOf(
  client: Connection,
  [text, values, size]: readonly [string, readonly unknown[], number],
): AsyncGenerator<(string | null)[][]> {
  const rows = client
    .query({ sql: text, values: [...values], rowsAsArray: true })
    .stream({ highWaterMark: size }) as AsyncIterable<(string | null)[]>;
  let piece: (string | null)[][] = [];
  for await (const row of rows) {
    piece.push(row);
    if (piece.length < size) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** Opens a session in which nothing can be written, whatever the account may. */
export async function openOutsideMysql(options: OutsideDatabase): Promise<OutsideMysql> {
  const client = createConnection(optionsOf(options));
  // A server that goes away is found by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await connected(client);
    // Quotes and backslashes mean the same whatever the server is set to, and a date of zeros is read as it is.
    await asked(client, "set session sql_mode = ''", []);
    await asked(client, 'set session transaction read only', []);
  } catch (error) {
    client.destroy();
    throw error;
  }
  return {
    rows: (text, values = []) => asked(client, text, values),
    pieces: (text, values, size) => piecesOf(client, [text, values, size]),
    close: async () => client.destroy(),
  };
}
