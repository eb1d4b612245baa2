import type { Context } from '#kernel/context';
import type { Text } from '#kernel/texts';
import type { GapKind } from '../names.ts';
import type { AnySettings } from '../settings.ts';
import type { SeenColumn } from '../rules.ts';

/** What a reader remembers of how far it has come; kept only when what it read is kept. */
export type Mark = Readonly<Record<string, string | number>>;

export interface Written {
  /** Absent where only whoever reads the file can know. */
  readonly rows?: number;
  /** Absent where the values must say. */
  readonly columns?: readonly SeenColumn[];
  readonly mark?: Mark | undefined;
  /** Rows that were there before and are no longer. */
  readonly gone?: number;
}

/** One table of rows as a source gives it. */
export interface Delivery {
  readonly filename: string;
  /**
   * Lays the table into a file: CSV in UTF-8, or the bytes as they came. The same rows make the same bytes.
   * @throws SourceFault
   */
  write(path: string): Promise<Written>;
  /** What is left to do at the source when the delivery is kept here. Safe to do twice. */
  settle?(): Promise<void>;
}

export interface Limits {
  /** Stop after so many rows; undefined for all. */
  readonly rows?: number;
  readonly bytes?: number;
  readonly pages?: number;
  readonly ms?: number;
}

/** Messages that did not come, or may not have. */
export interface Missed {
  readonly kind: GapKind;
  /** Their sequences in the stream, where it counts them. */
  readonly first?: number;
  readonly last?: number;
  /** False: some of these, or none, were for us. */
  readonly exact?: boolean;
}

/** All that a reader is given. */
export interface Reading {
  readonly context: Context;
  readonly source: { readonly code: string; readonly owner: string; readonly settings: AnySettings };
  readonly secret: string | undefined;
  readonly mark: Mark | undefined;
  /** Days of the past instead of what is new, both included. */
  readonly days: { readonly from: string; readonly to: string } | undefined;
  /** Tighter than the source's own. */
  readonly limits: Limits;
  /** A folder for passing work. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Rows that have come so far. */
  progress(rows: number): void;
  /** Told when something did not come, as soon as that is known: it holds whatever becomes of the run. */
  missed(what: Missed): Promise<void>;
  /** Asked before each address of a site; throws where it may not be read. */
  readonly permit?: (address: URL) => Promise<void>;
  /** What stands in every record besides. */
  readonly stamp?: Readonly<Record<string, string>>;
  /** Who asks, where that is said. */
  readonly agent?: string;
}

/** How one kind of source is read: pure protocol, knows nothing of gates, batches and tasks. A new kind is one of these. */
export interface Reader {
  /** Whether every delivery is the whole of it, so that one says something of the next. */
  isWhole(settings: AnySettings): boolean;
  read(reading: Reading): AsyncIterable<Delivery>;
}

/** Why a source gave nothing. Its words are ours: what the other side says may be anything. */
export class SourceFault extends Error {
  readonly reason: Text;
  /** A later try may end differently. */
  readonly passing: boolean;
  /** Somebody must look at once. */
  readonly alarm: 'host-key' | undefined;

  constructor(reason: Text, passing: boolean, cause?: unknown, alarm?: 'host-key') {
    super(reason.en, { cause });
    this.name = 'SourceFault';
    this.reason = reason;
    this.passing = passing;
    this.alarm = alarm;
  }
}
