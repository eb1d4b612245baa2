import type { PairRow } from './store.ts';
import { pairId } from './weigh.ts';

/** The same row and whoever the person is now are the same pair. */
export const pairNow = ({ dataset, rowKey, person }: PairRow, now: (person: string) => string): string =>
  pairId(`${dataset} ${rowKey}`, person === null ? null : now(person));
