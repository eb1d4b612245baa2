import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { access, chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { unpack } from './debian.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..', '..');
const unpacked = path.join(root, '.cache', 'mosquitto');

interface Program {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function obtain(): Promise<Program | undefined> {
  if (await isThere('/usr/sbin/mosquitto')) return { file: '/usr/sbin/mosquitto', environment: {} };
  const file = await unpack(unpacked, 'usr/sbin/mosquitto', [
    'mosquitto',
    'libcjson1',
    'libdlt2',
    'libwrap0',
  ]);
  if (file === undefined) return undefined;
  const libraries = path.join(unpacked, 'usr/lib');
  const folders = (await readdir(libraries)).map((name) => path.join(libraries, name));
  return { file, environment: { LD_LIBRARY_PATH: folders.join(':') } };
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

/** Eclipse Mosquitto, on 127.0.0.1, with one account; it keeps sessions in a folder of its own. */
export interface MosquittoServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Ends it as it is and starts it again with what it had kept. */
  restart(): Promise<void>;
  halt(): Promise<void>;
  stop(): Promise<void>;
}

const ended = (child: ChildProcess | undefined): Promise<void> =>
  new Promise((done) => {
    if (!child || child.exitCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });

/** @returns undefined where there is no Mosquitto and none may be fetched; a line on standard error says so */
export async function startMosquitto(): Promise<MosquittoServer | undefined> {
  const program = await obtain().catch((error: unknown) => {
    process.stderr.write(`[test mosquitto] ${String(error)}\n`);
    return undefined;
  });
  if (!program) {
    process.stderr.write(
      '[test mosquitto] NO MOSQUITTO IS HERE AND NONE CAN BE UNPACKED: ITS TESTS DO NOT RUN\n',
    );
    return undefined;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'mosquitto-'));
  await chmod(folder, 0o755);
  const [user, password] = ['reader', 'Listen-Only-7'];
  const port = await freePort();
  const file = path.join(folder, 'mosquitto.conf');
  const passwords = path.join(folder, 'passwords');
  const acl = path.join(folder, 'acl');
  const environment = { ...process.env, ...program.environment };
  await writeFile(acl, `user ${user}\ntopic readwrite insured/#\ntopic readwrite other/#\n`);
  await writeFile(
    file,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${passwords}`,
      `acl_file ${acl}`,
      'persistence true',
      `persistence_location ${folder}/`,
      'user root',
      'log_dest none',
      'max_queued_messages 0',
    ].join('\n'),
  );
  const passwd = program.file.replace('sbin/mosquitto', 'bin/mosquitto_passwd');
  await run(passwd, ['-b', '-c', passwords, user, password], { env: environment });
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(program.file, ['-c', file], { stdio: 'ignore', env: environment });
    for (let tries = 0; !(await answers(port)); tries += 1) {
      if (tries > 100) throw new Error('mosquitto does not answer');
      await sleep(50);
    }
  };
  await start();
  return {
    port,
    user,
    password,
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
