import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { machineEnvironment, type Config } from '#kernel/config';
import { kernelFolder } from '#kernel/platform';

const root = resolve(kernelFolder, '..');
const answersWithinMs = 180_000;

/** Nothing that the environment of this city says reaches the one beside, but where its own things are. */
function environmentOf(config: Config, place: Place): NodeJS.ProcessEnv {
  return {
    ...machineEnvironment(),
    NODE_ENV: config.production ? 'production' : 'development',
    ...(config.SESSION_KEY !== undefined && { SESSION_KEY: config.SESSION_KEY }),
    CRYPTO_SUITE: config.CRYPTO_SUITE,
    CITY: config.cityFolder,
    YAOJIANG_DATA: place.data,
    ...(place.database !== undefined && { DATABASE_URL: place.database }),
    HOST: '127.0.0.1',
    PORT: '0',
    MQTT_PORT: '0',
    SEED_SIZE: 'none',
    JOB_WORKERS: '0',
    STANDBY: 'yes',
    LOG_LEVEL: 'error',
  };
}

/** Where a restored city lies. */
export interface Place {
  readonly data: string;
  readonly database?: string | undefined;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

function start(program: string, words: readonly string[], config: Config, place: Place): ChildProcess {
  return spawn(process.execPath, [join(root, program), ...words], {
    cwd: root,
    env: environmentOf(config, place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function told(child: ChildProcess): Promise<Ended> {
  let out = '';
  child.stdout?.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr?.resume();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

/** What `yj audit verify` says of the restored ledger. */
export async function verifyBeside(
  config: Config,
  place: Place,
): Promise<{ ok: boolean; size: number; fault?: string }> {
  const { code, out } = await told(start('apps/cli/main.ts', ['audit', 'verify', '--json'], config, place));
  const said = JSON.parse(out.slice(Math.max(0, out.indexOf('{')))) as {
    ok?: boolean;
    size?: number;
    faults?: { kind: string }[];
    error?: { code: string };
  };
  const fault = said.faults?.[0]?.kind ?? said.error?.code;
  return { ok: code === 0 && said.ok === true, size: said.size ?? 0, ...(fault && { fault }) };
}

/** Runs the restored city on a free port of this machine, doing nothing of itself, while `work` asks it. */
export async function serveBeside<T>(
  config: Config,
  place: Place,
  work: (address: string) => Promise<T>,
): Promise<T> {
  const child = start('apps/server/main.ts', [], config, place);
  try {
    return await work(await addressOf(child));
  } finally {
    const ended = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    const impatient = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await ended;
    clearTimeout(impatient);
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolvePromise, reject) => {
    let said = '';
    const late = setTimeout(
      () => reject(new Error(`it did not answer: ${said.slice(-500)}`)),
      answersWithinMs,
    );
    const hear = (piece: Buffer) => {
      said += piece.toString();
      const address = /standby: (http:\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolvePromise(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`it ended with ${code}: ${said.slice(-500)}`));
    });
  });
}
