import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface StandIn {
  readonly origin: string;
  /** Kills it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts a stand-in as a program of its own, which ends with this one whatever happens to it.
 * @throws Error when it ends before it serves
 */
export async function startStandIn(
  name: 'approvals' | 'permits',
  settings: { readonly port: number } & Readonly<Record<string, unknown>>,
): Promise<StandIn> {
  const program = join(import.meta.dirname, `${name}.ts`);
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Not among its arguments, which everybody on the machine can list: there are keys among them.
  child.stdin?.write(`${JSON.stringify(settings)}\n`);
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const first = await Promise.race([once(lines, 'line').then(() => true), ended.then(() => false)]);
  child.unref();
  if (!first) throw new Error(`the stand-in ${name} did not start`);
  return {
    origin: `http://127.0.0.1:${settings.port}`,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
