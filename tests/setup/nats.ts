import { spawn, type ChildProcess } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nkeys } from '@nats-io/transport-node';
import { certify } from './certificates.ts';
import { unpack } from './debian.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const unpacked = path.join(root, '.cache', 'nats');

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function obtain(): Promise<string | undefined> {
  for (const program of ['/usr/sbin/nats-server', '/usr/local/bin/nats-server'])
    if (await isThere(program)) return program;
  return unpack(unpacked, 'usr/sbin/nats-server', ['nats-server']);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = new Socket();
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.connect(port, '127.0.0.1', () => socket.destroy());
  });

const ended = (child: ChildProcess | undefined): Promise<void> =>
  new Promise((done) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });

/** NATS with JetStream, on 127.0.0.1; it keeps its streams in a folder of its own. */
export interface NatsServer {
  readonly port: number;
  /** May do everything. */
  readonly bureau: { readonly user: string; readonly pass: string };
  /** May read the streams, and no more than that. */
  readonly user: string;
  readonly password: string;
  /** May sign in, and nothing else. */
  readonly narrow: { readonly user: string; readonly pass: string };
  /** The seed of an account that is known by its key. */
  readonly seed: string;
  /** Ends it as it is and starts it again with what it had kept. */
  restart(): Promise<void>;
  halt(): Promise<void>;
  stop(): Promise<void>;
}

/** How whoever comes is let in: several accounts, or one word, and then over TLS alone. */
type Door = 'accounts' | 'token-over-tls';

async function doorLines(
  door: Door,
  folder: string,
  server: Omit<NatsServer, 'restart' | 'halt' | 'stop'>,
): Promise<string[]> {
  if (door === 'token-over-tls') {
    const { cert, key } = certify('127.0.0.1');
    await writeFile(path.join(folder, 'cert.pem'), cert);
    await writeFile(path.join(folder, 'key.pem'), key, { mode: 0o600 });
    return [
      `authorization { token: "${server.password}" }`,
      `tls { cert_file: "${folder}/cert.pem", key_file: "${folder}/key.pem" }`,
    ];
  }
  const { bureau, user, password, narrow, seed } = server;
  const reads = ['$JS.API.STREAM.INFO.*', '$JS.API.STREAM.MSG.GET.*', '$JS.API.CONSUMER.>', '$JS.ACK.>'];
  const publicKey = nkeys.fromSeed(new TextEncoder().encode(seed)).getPublicKey();
  const may = `permissions: { publish: ${JSON.stringify(reads)}, subscribe: ["_INBOX.>"] }`;
  return [
    'accounts { CITY { jetstream: enabled, users: [',
    `  { user: "${bureau.user}", password: "${bureau.pass}" }`,
    `  { user: "${user}", password: "${password}", ${may} }`,
    `  { user: "${narrow.user}", password: "${narrow.pass}", permissions: { publish: { deny: ">" } } }`,
    `  { nkey: "${publicKey}", ${may} }`,
    '] } }',
  ];
}

/** @returns undefined where there is no NATS and none may be fetched; a line on standard error says so */
export async function startNats(door: Door = 'accounts'): Promise<NatsServer | undefined> {
  const program = await obtain().catch((error: unknown) => {
    process.stderr.write(`[test nats] ${String(error)}\n`);
    return undefined;
  });
  if (program === undefined) {
    process.stderr.write('[test nats] NO NATS IS HERE AND NONE CAN BE UNPACKED: ITS TESTS DO NOT RUN\n');
    return undefined;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'nats-'));
  const known = {
    port: await freePort(),
    bureau: { user: 'bureau', pass: 'Makes-Streams-3' },
    user: 'reader',
    password: 'Reads-Only-7',
    narrow: { user: 'narrow', pass: 'May-Nothing-9' },
    seed: new TextDecoder().decode(nkeys.createUser().getSeed()),
  };
  const file = path.join(folder, 'nats.conf');
  const lines = [
    `listen: "127.0.0.1:${known.port}"`,
    `jetstream { store_dir: "${folder}/streams" }`,
    ...(await doorLines(door, folder, known)),
  ];
  await writeFile(file, lines.join('\n'));
  let child: ChildProcess | undefined;
  const start = async () => {
    const log: string[] = [];
    child = spawn(program, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.on('data', (data: Buffer) => log.push(data.toString()));
    for (let tries = 0; !(await answers(known.port)); tries += 1) {
      if (tries > 100 || child.exitCode !== null)
        throw new Error(`nats-server does not answer: ${log.join('').slice(-600)}`);
      await sleep(50);
    }
  };
  await start();
  process.once('exit', () => child?.kill('SIGKILL'));
  return {
    ...known,
    restart: async () => {
      await ended(child);
      await start();
    },
    halt: () => ended(child),
    stop: async () => {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
