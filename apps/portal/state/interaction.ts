import type { ProblemBody } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { CallProblem } from '#kernel/call';

/** What an application asks of whoever is here. The provider answers below its own path, for its cookie goes nowhere else. */
export interface Interaction {
  readonly application: Text;
  readonly person: string | null;
  readonly allowed: boolean | null;
  readonly again: boolean;
  readonly scopes: readonly { readonly scope: string; readonly title: Text }[];
}

async function ask<T>(uid: string, part: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/oidc/interaction/${encodeURIComponent(uid)}/${part}`, init);
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json()) as ProblemBody;
  throw new CallProblem({ ...body, title: body.code, status: response.status });
}

export const interactionOf = (uid: string): Promise<Interaction> => ask(uid, 'asked');

/** @returns where to go on: an address of the provider */
export const answerInteraction = (
  uid: string,
  answer: 'allow' | 'refuse',
): Promise<{ readonly to: string }> =>
  ask(uid, 'answer', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answer }),
  });
