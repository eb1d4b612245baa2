import { obtainInstallation } from './postgres-binaries.ts';
import { queryOne } from './databases.ts';
import { removeStaleClusters, startCluster, type Cluster } from './postgres-cluster.ts';
import { quickFolder } from './quick-folder.ts';

/** A server PostgreSQL for tests. */
export interface TestServer {
  /** Of a superuser, on the maintenance database; `databaseUrl` names another one. */
  readonly url: string;
  readonly kind: 'given' | 'private';
  /** Ends the server when this run started it. */
  stop(): void;
}

/**
 * The server that the tests of this run use: the one in YAOJIANG_TEST_DATABASE, else a private cluster of the newest
 * PostgreSQL with PostGIS found or installed here. Undefined where there is none (or YAOJIANG_TEST_STORE=embedded):
 * then everything runs on the embedded store, and a line on standard error says so.
 * @param place where the files of a private cluster lie
 */
export async function startPostgres(place = quickFolder()): Promise<TestServer | undefined> {
  if (process.env['YAOJIANG_TEST_STORE'] === 'embedded')
    return embedded('YAOJIANG_TEST_STORE=embedded asks for it');
  const given = process.env['YAOJIANG_TEST_DATABASE'];
  if (given) return { url: given, kind: 'given', stop: () => undefined };
  try {
    const installation = await obtainInstallation(say);
    if (!installation)
      return embedded('no PostgreSQL 15 or later with PostGIS is here, and none can be installed');
    await removeStaleClusters(installation);
    const cluster = await startCluster(installation, place);
    return { url: cluster.url, kind: 'private', stop: stopAtLatestOnExit(cluster) };
  } catch (cause) {
    return embedded(cause instanceof Error ? cause.message : String(cause));
  }
}

/** A line for people: which server and which PostGIS the tests ran on. */
export async function describeServer({ url, kind }: TestServer): Promise<string> {
  const asked = `select current_setting('server_version') as server,
    (select default_version from pg_available_extensions where name = 'postgis') as postgis`;
  const found = await queryOne(url, asked);
  const origin =
    kind === 'given' ? 'given by YAOJIANG_TEST_DATABASE' : 'a private cluster of this run, fsync off';
  return `server PostgreSQL ${found['server'] ?? 'unknown'}, PostGIS ${found['postgis'] ?? 'missing'} (${origin})`;
}

function stopAtLatestOnExit(cluster: Cluster): () => void {
  let running = true;
  const stop = () => {
    if (running) cluster.stop();
    running = false;
  };
  process.once('exit', stop);
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    process.once(signal, () => process.exit(128 + number));
  }
  return stop;
}

function embedded(reason: string): undefined {
  say(`EVERYTHING RUNS ON THE EMBEDDED STORE, SLOWER AND WITHOUT A SERVER'S PROMISES: ${reason}`);
}

function say(line: string): void {
  process.stderr.write(`[test store] ${line}\n`);
}
