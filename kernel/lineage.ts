import type { Context } from './context.ts';
import { definePoint } from './point.ts';
import type { Text } from './texts.ts';

/** One field of what is written, and the fields of what was read that it is made from. */
export interface LineageField {
  readonly name: string;
  readonly label?: Text;
  readonly type?: string;
  readonly from?: readonly { readonly dataset: string; readonly field: string }[];
}

/** A rule that rows were held against, and whether every row kept it. */
export interface LineageAssertion {
  readonly assertion: string;
  readonly column?: string;
  readonly success: boolean;
}

/** What a job reads or writes. Its name is its place: `department/330281-rsj/rsj-insured`, `record/registers.person`. */
export interface LineageDataset {
  readonly name: string;
  readonly title: Text;
  /** Where it stands on the way from what departments hand in to what leaders read. */
  readonly kind: 'source' | 'lake' | 'record' | 'indicator';
  /** Code of the organisation that owns it. */
  readonly owner?: string;
  /** Which state of it: a batch, an instant. */
  readonly version?: string;
  readonly rows?: number;
  readonly bytes?: number;
  readonly fields?: readonly LineageField[];
  readonly assertions?: readonly LineageAssertion[];
  readonly simulated?: boolean;
  /** Where it can be opened, below the console. */
  readonly path?: string;
}

/** What one job made of what: several where it does independent things in one go. */
export interface LineageTrace {
  /** Tells it from the others of the same job. */
  readonly part?: string;
  readonly title?: Text;
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
}

/** A job that has ended, as its module is told. */
export interface EndedJob {
  readonly id: string;
  readonly name: string;
  readonly title: Text;
  readonly status: 'done' | 'failed' | 'cancelled';
  readonly input: unknown;
  /** `data` of its outcome. */
  readonly data: unknown;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly problem: Text | null;
}

/** A module says of one of its jobs what it reads and writes. */
export interface LineageStep {
  readonly job: `${string}.${string}`;
  /** Nothing when there is nothing to tell of this one: what it worked on is gone, or it did nothing. */
  trace(job: EndedJob, context: Context): Promise<readonly LineageTrace[]>;
}

/** Where modules bring what their jobs make of what: `contributes: [contribute(lineagePoint, step)]`. */
export const lineagePoint = definePoint<LineageStep>('kernel.lineage');
