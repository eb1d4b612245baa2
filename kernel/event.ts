import type { z } from 'zod';
import type { Text } from './texts.ts';

/** A kind of thing that happened, `name@version`. Versions only add; a change of meaning is a new version. */
export interface EventKind<P extends z.ZodType = z.ZodType> {
  /** `module.past-tense`: `ingestion.batch-collected`. */
  readonly name: `${string}.${string}`;
  readonly version: number;
  readonly title: Text;
  /** An event about many rows carries their range (batch, from–to), never the rows. */
  readonly payload: P;
}

export const defineEvent = <P extends z.ZodType>(kind: EventKind<P>): EventKind<P> => Object.freeze(kind);

export interface Happened<P = unknown> {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  /** Events of one key reach every subscriber in their order. */
  readonly key: string;
  readonly payload: P;
  /** When it happened, by the clock of whoever saw it. */
  readonly occurredAt: string;
  readonly recordedAt: string;
}
