import type { CallInput, Method, Operation, Result } from './operation.ts';
import type { ProblemBody } from './problem.ts';

/** A problem as the browser meets it. */
export class CallProblem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(`${body.code}: ${body.title}`);
    this.name = 'CallProblem';
    this.body = body;
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface CallOptions {
  /** Why personal data is read; goes into the ledger. */
  readonly purpose?: string;
  /** Asked by the page itself, time and again: it does not keep the session of somebody who has gone alive. */
  readonly unattended?: boolean;
  readonly signal?: AbortSignal;
}

/** What a call needs of an operation: so that a small page can do without the schemas. */
export type Callable = Pick<Operation, 'path'> & { readonly method: Method };

/** Address of an operation with its places and query filled. */
export function addressOf(module: string, op: Callable, input: Parts = {}): string {
  const path = op.path.replaceAll(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String(input.params?.[key] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const query = search.size > 0 ? `?${search}` : '';
  return `/api/${module}${path === '/' ? '' : path}${query}`;
}

const language = () => (document.documentElement.lang.startsWith('en') ? 'en' : 'zh');

/** What went wrong when the answer is no problem of ours: a proxy's page, a cut line. */
const strange = (status: number): ProblemBody => ({
  type: 'urn:yaojiang:problem:network.unreachable',
  title:
    language() === 'en'
      ? 'The platform does not answer. What you entered is still here; try again.'
      : '平台没有应答。您填写的内容还在，请稍后再试。',
  status,
  code: 'network.unreachable',
  detail: {
    zh: '平台没有应答。您填写的内容还在，请稍后再试。',
    en: 'The platform does not answer. What you entered is still here; try again.',
  },
});

async function problemOf(response: Response): Promise<CallProblem> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return new CallProblem(strange(response.status));
  return new CallProblem((await response.json()) as ProblemBody);
}

/**
 * Calls an operation from the browser; the types are the contract's own.
 * @throws CallProblem
 */
export async function call<O extends Operation>(
  module: string,
  op: O,
  input: CallInput<O>,
  options: CallOptions = {},
): Promise<Result<O>> {
  const parts = input as Parts;
  const headers: Record<string, string> = { 'accept-language': language(), 'x-requested-with': 'yaojiang' };
  if (parts.body !== undefined) headers['content-type'] = 'application/json';
  if (options.unattended) headers['x-unattended'] = '1';
  if (options.purpose) headers['x-purpose'] = encodeURIComponent(options.purpose);
  const response = await fetch(addressOf(module, op, parts), {
    method: op.method,
    headers,
    ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new CallProblem(strange(0));
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Result<O>;
}

/** A file on its way, and who is told how far it is. */
export interface Sending {
  readonly file: Blob;
  readonly progress?: (sent: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Undefined for an answer that was cut. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Sends one file as the raw body of an operation with `upload`, telling how far it is.
 * @throws CallProblem
 */
export function upload<O extends Operation>(
  module: string,
  op: O,
  input: CallInput<O>,
  sending: Sending,
): Promise<Result<O>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(op.method, addressOf(module, op, input as Parts));
    request.setRequestHeader('accept-language', language());
    request.setRequestHeader('x-requested-with', 'yaojiang');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => sending.progress?.(event.loaded, event.total));
    request.addEventListener('error', () => reject(new CallProblem(strange(0))));
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    request.addEventListener('load', () => {
      const json = request.getResponseHeader('content-type')?.includes('json');
      if (!json) return reject(new CallProblem(strange(request.status)));
      const body = readJson(request.responseText);
      if (body === undefined) return reject(new CallProblem(strange(request.status)));
      return request.status < 400 ? resolve(body as Result<O>) : reject(new CallProblem(body as ProblemBody));
    });
    sending.signal?.addEventListener('abort', () => request.abort());
    request.send(sending.file);
  });
}
