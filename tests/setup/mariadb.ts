import { spawn, type ChildProcess } from 'node:child_process';
import { access, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { canInstall, install } from './debian.ts';

/** A private MariaDB of one test file, on 127.0.0.1. */
export interface MariadbServer {
  readonly port: number;
  /** A connection that may do everything. */
  readonly root: Connection;
  stop(): Promise<void>;
}

const programs = ['/usr/sbin/mariadbd', '/usr/sbin/mysqld', '/usr/local/bin/mariadbd'];
const shares = ['/usr/share/mysql', '/usr/share/mariadb', '/usr/local/share/mysql'];
const password = 'for-tests-only';
// Debian's account of nobody; a server of databases refuses to be root.
const nobody = 65_534;

const firstOf = async (places: readonly string[], file = ''): Promise<string | undefined> => {
  const found = await Promise.all(
    places.map((place) =>
      access(path.join(place, file)).then(
        () => place,
        () => undefined,
      ),
    ),
  );
  return found.find((each) => each !== undefined);
};

interface Installation {
  readonly program: string;
  readonly share: string;
}

async function find(): Promise<Installation | undefined> {
  const [program, share] = await Promise.all([firstOf(programs), firstOf(shares, 'mysql_system_tables.sql')]);
  return program && share ? { program, share } : undefined;
}

/** The server alone, without Debian's service, its clients and Perl. */
async function obtain(): Promise<Installation | undefined> {
  const found = await find();
  if (found || !(await canInstall())) return found;
  process.stderr.write('[test mariadb] installing mariadb-server-core (Debian), once for this machine …\n');
  await install(['mariadb-server-core']);
  return find();
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => {
    child.once('close', done);
  });

const tables = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql'];

/** The server's own tables, as its installer makes them; that one needs programs of other packages. */
async function bootstrap({ program, share }: Installation, common: readonly string[]): Promise<void> {
  const scripts = await Promise.all(
    tables.map((name) => readFile(path.join(share, name), 'utf8').catch(() => '')),
  );
  const child = spawn(program, [...common, '--bootstrap'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const grant = `grant all on *.* to root@'127.0.0.1' identified by '${password}' with grant option;`;
  child.stdin.end(
    ['create database mysql;', 'use mysql;', ...scripts, 'flush privileges;', grant, ''].join('\n'),
  );
  await ended(child);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function signedIn(port: number, child: ChildProcess, log: string): Promise<Connection> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await createConnection({ host: '127.0.0.1', port, user: 'root', password, charset: 'utf8mb4' });
    } catch (cause) {
      if (child.exitCode === null && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      const said = await readFile(log, 'utf8').catch(() => 'it left no log');
      throw new Error(`MariaDB did not start: ${said.slice(-600)}`, { cause });
    }
  }
}

async function start(installation: Installation): Promise<MariadbServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yaojiang-mariadb-'));
  const data = path.join(folder, 'data');
  const log = path.join(folder, 'log.err');
  await mkdir(data);
  const root = process.getuid?.() === 0;
  if (root) await Promise.all([folder, data].map((each) => chown(each, nobody, nobody)));
  const common = [
    '--no-defaults',
    `--datadir=${data}`,
    `--lc-messages-dir=${installation.share}`,
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-log-file-size=64M',
    '--skip-name-resolve',
    ...(root ? ['--user=nobody'] : []),
  ];
  await bootstrap(installation, common);
  const port = await freePort();
  const network = ['--bind-address=127.0.0.1', `--port=${port}`, `--socket=${path.join(folder, 's')}`];
  const child = spawn(installation.program, [...common, ...network, `--log-error=${log}`], {
    stdio: 'ignore',
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const clear = async () => {
    process.off('exit', kill);
    const gone = ended(child);
    if (child.exitCode === null) {
      kill();
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const connection = await signedIn(port, child, log);
    return { port, root: connection, stop: () => connection.end().then(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}

/**
 * A MariaDB of its own for a test file, found here or installed where Debian's packages may be. Undefined where there is none,
 * and a line on standard error says so.
 * @throws where one is here and does not start
 */
export async function startMariadb(): Promise<MariadbServer | undefined> {
  const installation = await obtain().catch((error: unknown) => {
    process.stderr.write(`[test mariadb] ${String(error)}\n`);
    return undefined;
  });
  if (installation) return start(installation);
  process.stderr.write('[test mariadb] NO MARIADB IS HERE AND NONE CAN BE INSTALLED: ITS TESTS DO NOT RUN\n');
  return undefined;
}
