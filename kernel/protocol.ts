import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';
import type { Method, Permission } from './operation.ts';
import type { Problem } from './problem.ts';
import type { Text } from './texts.ts';

export interface ProtocolRoute {
  readonly method: Method | 'HEAD';
  /** Below the protocol's path. */
  readonly path: string;
  readonly permission: Permission;
  /** The body leaves as it is, not compressed: what was digested must be what arrives. */
  readonly compress?: false;
  handle(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown>;
}

/**
 * An outside standard with its own grammar and errors, mounted at the path its clients expect,
 * with the same actor, ledger, limits and metrics as an operation.
 */
export interface Protocol {
  readonly id: string;
  readonly title: Text;
  /** `/sta/v1.1`, `/api/3/action`. */
  readonly path: `/${string}`;
  readonly standard: string;
  readonly routes: readonly ProtocolRoute[];
  /** `raw`: bodies are left unread on `request.raw`, for an implementation that brings its own reader. */
  readonly body?: 'raw';
  /** Puts a problem into the words of the standard; without it, the words of every other problem (RFC 9457). */
  problem?(problem: Problem): { readonly status: number; readonly type: string; readonly body: unknown };
}

export const defineProtocol = (protocol: Protocol): Protocol => Object.freeze(protocol);
