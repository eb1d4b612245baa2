import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.ts';
import type { Db } from './db/index.ts';
import type { Services } from './context.ts';

/**
 * What the kernel needs of modules above it. A module provides a port in its manifest; the kernel knows only the shape.
 */
export interface Ports {
  /** Finds out who is asking; undefined when the request carries no sign of identity. Throws a Problem on a bad one. */
  readonly authenticate?: (request: FastifyRequest, services: Services) => Promise<Actor | undefined>;
  /** Writes one entry of the ledger in the transaction of what it tells of. */
  readonly ledger?: (db: Db, entry: LedgerEntry) => Promise<void>;
}

/** One look, change, decision or hand-over that must be answerable later. */
export interface LedgerEntry {
  readonly action: 'read' | 'change' | 'decide' | 'export' | 'share' | 'sign-in' | 'administer';
  readonly actor: { readonly id: string; readonly kind: string; readonly organisation?: string | undefined };
  /** Record or operation, `registers.person`. */
  readonly resource: string;
  /** Why; what the reader stated. */
  readonly purpose?: string | undefined;
  /** On what basis: the permission, agreement or law. */
  readonly basis?: string | undefined;
  /** Keys of those whose data it was. The ledger keeps a digest, and an index by which each can find the entry. */
  readonly subjects: readonly string[];
  readonly at: string;
  readonly request: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}
