import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Installation } from './postgres-binaries.ts';
import { quickFolder } from './quick-folder.ts';

const run = promisify(execFile);
const PREFIX = 'yaojiang-postgres-';
const OWNER = 'yaojiang';

/** A private PostgreSQL server of one test run. */
export interface Cluster {
  readonly url: string;
  /** Ends it and removes its files; synchronous, so that it also works while the process exits. */
  stop(): void;
}

/** Settings that are right only where the data may be lost with the machine. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '256MB',
  max_connections: '200',
  max_locks_per_transaction: '256',
  max_wal_size: '2GB',
  autovacuum_naptime: '10min',
  jit: 'off',
  log_min_messages: 'warning',
};

/**
 * Makes and starts a cluster in a new folder of `place`, on 127.0.0.1 and a free port, behind a random password.
 * PostgreSQL refuses to run as root, so root starts it as `postgres`, or as `nobody`.
 */
export async function startCluster({ bin }: Installation, place: string): Promise<Cluster> {
  const folder = await mkdtemp(path.join(place, `${PREFIX}${process.pid}-`));
  const account = await serverAccount();
  const program = (name: string, args: readonly string[]) =>
    run(path.join(bin, name), args, { ...account, cwd: folder, timeout: 120_000 });
  const data = path.join(folder, 'data');
  const stop = () => removeCluster(bin, folder, account);
  try {
    const password = randomBytes(12).toString('hex');
    await writeFile(path.join(folder, 'password'), password);
    if (account)
      await Promise.all(
        [folder, path.join(folder, 'password')].map((each) => chown(each, account.uid, account.gid)),
      );
    await initialise(program, folder, data);
    const port = await startOnFreePort(program, folder, data);
    // Through its socket: a third of the time of these tests is trips to the server, and TCP makes each the longer.
    const at = encodeURIComponent(folder);
    return { url: `postgres://${OWNER}:${password}@${at}:${port}/postgres`, stop };
  } catch (cause) {
    stop();
    throw cause;
  }
}

/** Ends and removes this account's clusters of runs that no longer live (killed, or cut off from power). */
export async function removeStaleClusters({ bin }: Installation): Promise<void> {
  const account = await serverAccount();
  const owners = [account?.uid, process.getuid?.()];
  const places = [...new Set([tmpdir(), quickFolder()])];
  const folders = await Promise.all(
    places.map(async (place) => (await readdir(place)).map((name) => path.join(place, name))),
  );
  for (const folder of folders.flat()) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(path.basename(folder))?.[1]);
    if (!pid || alive(pid)) continue;
    const found = await stat(folder).catch(() => undefined);
    if (found && owners.includes(found.uid)) removeCluster(bin, folder, account);
  }
}

function removeCluster(bin: string, folder: string, account: Account | undefined): void {
  const options = ['-D', path.join(folder, 'data'), '-m', 'immediate', '-w', '-t', '30', 'stop'];
  try {
    execFileSync(path.join(bin, 'pg_ctl'), options, { ...account, cwd: tmpdir(), stdio: 'ignore' });
  } catch {
    // Not running: only its files are left.
  }
  rmSync(folder, { recursive: true, force: true });
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}
type Program = (name: string, args: readonly string[]) => Promise<unknown>;

async function initialise(program: Program, folder: string, data: string): Promise<void> {
  const common = [
    '-D',
    data,
    '-U',
    OWNER,
    // To enter the folder of the socket takes more than the password does; to prove it takes longer than to connect.
    '--auth-local=trust',
    '--auth-host=scram-sha-256',
    '--pwfile',
    path.join(folder, 'password'),
    '--no-sync',
    '-E',
    'UTF8',
  ];
  await program('initdb', [...common, '--locale', 'C.UTF-8']).catch(() =>
    program('initdb', [...common, '--locale', 'en_US.UTF-8']),
  );
}

async function startOnFreePort(program: Program, folder: string, data: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const all = { ...settings, port, listen_addresses: '127.0.0.1', unix_socket_directories: folder };
    const options = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
    try {
      await program('pg_ctl', [
        '-D',
        data,
        '-l',
        path.join(folder, 'log'),
        '-w',
        '-t',
        '60',
        '-o',
        options.join(' '),
        'start',
      ]);
      return port;
    } catch (cause) {
      const log = await readFile(path.join(folder, 'log'), 'utf8').catch(() => 'it left no log');
      if (attempt === 3) throw new Error(`PostgreSQL did not start: ${log.trim().slice(-600)}`, { cause });
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const name = await run('id', ['-u', 'postgres']).then(
    () => 'postgres',
    () => 'nobody',
  );
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
  );
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
