import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { machineEnvironment } from '#kernel/config';

const root = path.join(import.meta.dirname, '..', '..');

/** Variables of the platform for a child process; what the developer's own platform is told is not passed on. */
export type Environment = Readonly<Record<string, string>>;

/** A platform that runs as a process of its own, as `npm start` runs it. */
export interface StartedServer {
  readonly url: string;
  readonly child: ChildProcess;
  /** Ends it with the signal and waits for the end; its exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const environmentOf = (environment: Environment) => ({ ...machineEnvironment(), ...environment });

function start(environment: Environment): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, ['apps/server/main.ts'], {
    cwd: root,
    env: environmentOf(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  return { child, said: () => words };
}

/** Starts the platform and waits until it says where it answers. */
export async function startServer(environment: Environment): Promise<StartedServer> {
  const { child, said } = start(environment);
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said());
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`the server did not start:\n${said()}`)));
  });
  return {
    url,
    child,
    end: async (signal) => {
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Starts the platform where it is to refuse; what it said, and its exit code. */
export async function refusedStart(environment: Environment): Promise<{ said: string; code: number | null }> {
  const { child, said } = start(environment);
  const [code] = (await once(child, 'exit')) as [number | null];
  return { said: said(), code };
}

/** Makes an API client by the command line; the header with which it asks. */
export async function clientHeader(
  environment: Environment,
  organisation: string,
  permissions: readonly string[],
): Promise<string> {
  const words = [
    'apps/cli/main.ts',
    'client',
    'create',
    '--json',
    '--name',
    'e2e',
    '--organisation',
    organisation,
  ];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...words, ...permissions.flatMap((each) => ['--permission', each])],
    { cwd: root, env: environmentOf(environment) },
  );
  const { id, secret } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { id: string; secret: string };
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}
