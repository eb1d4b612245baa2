import type { ReactNode } from 'react';
import type { Text } from '#kernel/texts';
import type { ListQuery } from './list-state.ts';

export interface Column<Row> {
  readonly name: string;
  readonly label: Text;
  readonly show: (row: Row) => ReactNode;
  /** The declared order that a click on its head asks for. */
  readonly order?: string;
  /** Numbers stand at the end. */
  readonly end?: boolean;
  /** Not among the columns at first. */
  readonly later?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: Text;
  /** No longer in use; still shown where it was used. */
  readonly retired?: boolean;
}

interface FilterBase {
  readonly name: string;
  readonly label: Text;
}
/** What is chosen by its two ends; `money` is whole fen in the address, and yuan to whoever fills it in. */
export type RangeKind = 'date' | 'number' | 'money';

/** One thing to filter by. `codes` names a code table, `record` the record whose rows are chosen from. */
export type Filter = FilterBase &
  (
    | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
    | { readonly kind: 'codes'; readonly codes: string }
    | { readonly kind: 'record'; readonly record: string }
    | { readonly kind: RangeKind }
    | { readonly kind: 'text' }
  );

export interface ListPage<Row> {
  readonly items: readonly Row[];
  /** Cursor of the next page. */
  readonly next: string | null;
  readonly total?: { readonly value: number; readonly capped: boolean } | undefined;
  readonly asOf?: string | undefined;
}

/** Where a list's rows come from. `key` begins the cache key: usually the module's id, then the list's. */
export interface ListSource<Row> {
  readonly key: readonly string[];
  /** Its rows are of people: they are asked for when the reader asks, not whenever they come back to the window. */
  readonly personal?: boolean;
  readonly load: (query: ListQuery, signal: AbortSignal) => Promise<ListPage<Row>>;
}

const isRange = ({ kind }: Filter): boolean => kind === 'date' || kind === 'number' || kind === 'money';

/** Names that a filter takes in the address: a range takes two. */
export const namesOf = (filter: Filter): readonly string[] =>
  isRange(filter) ? [`${filter.name}.from`, `${filter.name}.to`] : [filter.name];
