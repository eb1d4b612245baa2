import type { Db } from './db/index.ts';
import type { Permission } from './operation.ts';
import { definePoint } from './point.ts';
import type { Text } from './texts.ts';

/** A figure's share of one town, one department, one state: the parts of a count add up to it. */
export interface IndicatorPart {
  readonly key: string;
  readonly title: Text;
  readonly value: number;
  /** What to add to the query of the record's list to see only the rows of this part. */
  readonly query?: Readonly<Record<string, string>>;
}

export interface Measured {
  /** Null where there is no data, which is not zero. */
  readonly value: number | null;
  readonly parts?: readonly IndicatorPart[];
  /** Any row behind it is invented. */
  readonly simulated: boolean;
  /** The newest data behind it, ISO; the instant asked for when absent. */
  readonly asOf?: string | null;
}

/** The rows are those of a record, found by its declared filters. */
export interface RecordRows {
  readonly kind: 'record';
  /** `registers.person`. */
  readonly record: `${string}.${string}`;
  readonly query: Readonly<Record<string, string>>;
}

export type IndicatorCell = string | number | boolean | null;

export interface ListedRow {
  readonly key: string;
  /** Where the row can be opened, below the console. */
  readonly path: string;
  /** What it brings to the figure: 1 when rows are counted, 0 when it was looked at and does not count. */
  readonly weight: number;
  /** What it brings to the whole that a share or a mean is of; absent for a count. */
  readonly of?: number;
  readonly simulated: boolean;
  /** Whose data it is, by their key in the register, where the row tells of a person: that it was read is in the ledger. */
  readonly subject?: string | undefined;
  readonly values: Readonly<Record<string, IndicatorCell>>;
}

export interface ListedPage {
  /** The instant at which the figure was measured. */
  readonly at: Date;
  /** Only rows of this department, for a reader who sees no others. */
  readonly owner?: string | undefined;
  /** Key of the last row of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Rows that are no record's, read by the contributing module from published views. */
export interface ListedRows {
  readonly kind: 'listed';
  /** Who may see them; the scope `city` sees all, `department` its own. */
  readonly permission: Exclude<Permission, 'public'>;
  /** What the ledger calls them, where any may tell of a person: `registers.person`. */
  readonly resource?: `${string}.${string}`;
  readonly columns: readonly {
    readonly name: string;
    readonly title: Text;
    readonly kind: 'text' | 'number' | 'instant' | 'date' | 'boolean';
  }[];
  /** Rows in the order of their keys. */
  read(db: Db, page: ListedPage): Promise<readonly ListedRow[]>;
  count(db: Db, page: Pick<ListedPage, 'at' | 'owner'>): Promise<number>;
}

/**
 * One figure of the city. Its module says how it is counted and from which rows; the organ of indicators measures, keeps
 * and shows it.
 */
export interface IndicatorDefinition {
  /** Kebab-case, unique in the city. */
  readonly code: string;
  readonly title: Text;
  readonly unit: Text;
  /** What is counted and what is not (口径). */
  readonly definition: Text;
  /** Where the data come from, in words: named when they stop coming. */
  readonly source: Text;
  /**
   * `count`: the weights of its rows add up to it. `share`: 100 × their sum over the sum of `of`. `mean`: their sum over
   * the sum of `of`. `median`: the middle one of them (of two, halfway).
   */
  readonly kind: 'count' | 'share' | 'mean' | 'median';
  /** What the parts are counted in when not in the figure's own unit. */
  readonly partsUnit?: Text;
  /** The panel of the wall that it belongs to, and its place there. */
  readonly panel: string;
  readonly order: number;
  /** `everyone` sees it without sign-in; `total` without its parts. */
  readonly audience: 'everyone' | 'total' | 'signed-in';
  /** Names of the events after which it is measured anew. */
  readonly listens: readonly `${string}.${string}`[];
  /** It can be measured for a day that is over, so a late event opens that day again. */
  readonly reopens: boolean;
  /** Data older than this count as stale. */
  readonly freshAfterHours: number;
  readonly rows: RecordRows | ListedRows;
  /** Measures it as it stood at an instant, from published views only. */
  measure(db: Db, at: Date): Promise<Measured>;
}

/** Where modules bring their figures: `contributes: figures.map((figure) => contribute(indicatorPoint, figure))`. */
export const indicatorPoint = definePoint<IndicatorDefinition>('indicators.measure');
