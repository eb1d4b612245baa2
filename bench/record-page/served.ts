import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Usage } from '../machinery/answer.ts';

/** A server in a process of its own, asked over loopback on one connection that stays open. */
export interface Served {
  /** What it said of itself when it stood. */
  readonly ready: Readonly<Record<string, unknown>> & { readonly address: string };
  /** Fetches a path and reads it to its end. @returns the parsed body and milliseconds */
  get<T>(path: string): Promise<{ body: T; ms: number }>;
  usage(): Promise<Usage>;
  /** Asks what the script itself answers to, one thing at a time. */
  ask<T>(what: string, said?: Readonly<Record<string, unknown>>): Promise<T>;
  /** CPU milliseconds of the server by place, while `work` asks it. */
  shares(work: () => Promise<void>): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

interface Ready {
  readonly address: string;
  readonly authorization?: string;
}

export async function serve(script: string, input: unknown): Promise<Served> {
  const child = fork(script, [JSON.stringify(input)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const next = async <T>(): Promise<T> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(() => Promise.reject(new Error(`${script} has ended`))),
    ]);
    return message as T;
  };
  const ask = <T>(what: string, said: Readonly<Record<string, unknown>> = {}): Promise<T> => {
    const answered = next<T>();
    child.send({ ask: what, ...said });
    return answered;
  };
  const ready = await next<Ready & Served['ready']>();
  const { address, authorization } = ready;
  const headers = { 'accept-encoding': 'identity', ...(authorization ? { authorization } : {}) };
  return {
    ready,
    async get<T>(path: string) {
      const begun = performance.now();
      const response = await fetch(address + path, { headers });
      const text = await response.text();
      const ms = performance.now() - begun;
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
      return { body: JSON.parse(text) as T, ms };
    },
    ask,
    usage: async () => (await ask<{ usage: Usage }>('usage')).usage,
    async shares(work) {
      await ask('profile');
      await work();
      return (await ask<{ shares: Record<string, number> }>('stop')).shares;
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
