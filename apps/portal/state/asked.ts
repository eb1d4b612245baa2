import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { addressOf, call } from '#kernel/call';
import type { CallInput, Operation, Result } from '#kernel/operation';

/** What is known of an answer: on its way, here, or what went wrong. */
export type Asked<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'here'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: unknown; readonly again: () => void };

/** One address that was asked, and who reads its answer. */
interface Question {
  asked: Asked<unknown>;
  until: number;
  readonly readers: Set<() => void>;
}

type Fetch = () => Promise<unknown>;

const waiting = { state: 'waiting' } as const;
const questions = new Map<string, Question>();

function settle(question: Question, asked: Asked<unknown>): void {
  question.asked = asked;
  for (const reader of question.readers) reader();
}

function begin(question: Question, fetch: Fetch, keepMs: number): void {
  question.until = Number.POSITIVE_INFINITY;
  fetch().then(
    (value) => {
      question.until = keepMs > 0 ? Date.now() + keepMs : Number.POSITIVE_INFINITY;
      settle(question, { state: 'here', value });
    },
    (problem: unknown) => {
      const again = () => {
        settle(question, waiting);
        begin(question, fetch, keepMs);
      };
      settle(question, { state: 'failed', problem, again });
    },
  );
}

function questionAt(key: string): Question {
  const known = questions.get(key);
  if (known) return known;
  const made: Question = { asked: waiting, until: 0, readers: new Set() };
  questions.set(key, made);
  return made;
}

/** Asks what has not been asked, and anew what has grown old; the old answer stands until the new one is here. */
function ensure(key: string, fetch: Fetch, keepMs: number): void {
  const question = questionAt(key);
  if (question.until <= Date.now()) begin(question, fetch, keepMs);
}

function read(key: string, keepMs: number, reader: () => void): () => void {
  const question = questionAt(key);
  question.readers.add(reader);
  return () => {
    question.readers.delete(reader);
    const kept = keepMs > 0 && question.asked.state === 'here';
    if (question.readers.size === 0 && !kept) questions.delete(key);
  };
}

export interface AskOptions {
  /** How long an answer is good for other pages too; without it each page asks for itself. Never for one's own data. */
  readonly keepMs?: number;
  readonly enabled?: boolean;
}

/** Asks an operation by GET while something on the page reads its answer; once for all who read it. */
export function useAsked<O extends Operation>(
  module: string,
  op: O,
  input: CallInput<O>,
  { keepMs = 0, enabled = true }: AskOptions = {},
): Asked<Result<O>> {
  const key = addressOf(module, op, input as Parameters<typeof addressOf>[2]);
  const subscribe = useCallback((reader: () => void) => read(key, keepMs, reader), [key, keepMs]);
  const asked = useSyncExternalStore(subscribe, () => questions.get(key)?.asked ?? waiting);
  useEffect(() => {
    if (enabled) ensure(key, () => call(module, op, input), keepMs);
  });
  return asked as Asked<Result<O>>;
}
