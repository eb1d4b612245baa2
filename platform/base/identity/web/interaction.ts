import { CallProblem } from '#kernel/call';
import type { ProblemBody } from '#kernel/problem';
import type { Text } from '#kernel/texts';

/** What an application asks of the person who is here, as the provider's own path says it (its cookie goes only there). */
export interface Asked {
  readonly application: Text;
  readonly prompt: 'login' | 'consent';
  readonly person: string | null;
  readonly allowed: boolean | null;
  readonly again: boolean;
  readonly scopes: readonly { readonly scope: string; readonly title: Text }[];
}

const address = (uid: string, part: string) => `/oidc/interaction/${encodeURIComponent(uid)}/${part}`;

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json()) as ProblemBody & { error_description?: string };
  throw new CallProblem({ ...body, title: body.error_description ?? body.code, status: response.status });
}

/** @throws CallProblem `identity.interaction-gone` */
export const askedOf = (uid: string): Promise<Asked> =>
  fetch(address(uid, 'asked')).then((response) => read<Asked>(response));

/** @returns where to go on: an address of the provider */
export const answer = (uid: string, said: 'allow' | 'refuse'): Promise<{ readonly to: string }> =>
  fetch(address(uid, 'answer'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answer: said }),
  }).then((response) => read<{ to: string }>(response));
