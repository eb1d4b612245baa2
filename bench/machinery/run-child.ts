import { fork } from 'node:child_process';
import type { Usage } from './answer.ts';

export interface Answered<A> {
  readonly answer: A;
  readonly usage: Usage;
}

/**
 * Runs a script of `answer()` in a process of its own, so that its CPU time and peak memory are its own.
 * @param script absolute path
 * @throws when it ends without an answer
 */
export function runChild<A>(script: string, input: unknown): Promise<Answered<A>> {
  const child = fork(script, [JSON.stringify(input)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let answered: Answered<A> | undefined;
    child.on('message', (message) => {
      answered = message as Answered<A>;
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (answered && code === 0) resolve(answered);
      else reject(new Error(`${script} ended with ${signal ?? `code ${code}`} and no answer`));
    });
  });
}
