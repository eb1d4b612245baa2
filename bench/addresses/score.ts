import {
  matchAddress,
  parseAddress,
  type AddressMatch,
  type Gazetteer,
} from '../../engines/addresses/index.ts';
import { labelOf, type Labelled } from './labelled.ts';
import { villageLeftOut, type Written } from './damaged.ts';

export interface Score {
  readonly label: string;
  readonly agreed: number;
  readonly labelled: number;
  readonly found: number;
}

/** Harmonic mean of precision and recall, in per cent. */
export const f1 = ({ agreed, labelled, found }: Omit<Score, 'label'>): number =>
  (200 * agreed) / Math.max(1, labelled + found);

export const sum = (scores: readonly Score[]): Score =>
  scores.reduce(
    (all, each) => ({
      label: 'all',
      agreed: all.agreed + each.agreed,
      labelled: all.labelled + each.labelled,
      found: all.found + each.found,
    }),
    { label: 'all', agreed: 0, labelled: 0, found: 0 },
  );

/** By label: spans whose two ends and label are right, spans labelled, spans found. */
export function score(addresses: readonly Labelled[], gazetteer: Gazetteer): Score[] {
  const counts = new Map<string, { agreed: number; labelled: number; found: number }>();
  const of = (label: string) => {
    const there = counts.get(label) ?? { agreed: 0, labelled: 0, found: 0 };
    counts.set(label, there);
    return there;
  };
  for (const { text, spans } of addresses) {
    const labelled = new Set(spans.map(({ label, start, end }) => `${label} ${start} ${end}`));
    for (const { label } of spans) of(label).labelled += 1;
    for (const { kind, start, end } of parseAddress(text, gazetteer)) {
      const label = labelOf[kind];
      of(label).found += 1;
      if (labelled.has(`${label} ${start} ${end}`)) of(label).agreed += 1;
    }
  }
  return [...counts]
    .map(([label, count]) => ({ label, ...count }))
    .toSorted((a, b) => b.labelled - a.labelled);
}

export interface Placed {
  /** In the village; where no village is written, in its town. */
  right: number;
  /** The town is right, no village is claimed. */
  town: number;
  /** None or several: a person must look. */
  open: number;
  /** In another village or town, and something assumed was said. */
  wrong: number;
  /** In another, and it said it was certain. */
  certainlyWrong: number;
}

function outcome({ village, damage }: Written, { division, confidence }: AddressMatch): keyof Placed {
  const written = damage === villageLeftOut ? village.code.slice(0, 9) : village.code;
  if (division?.code === written) return 'right';
  if (!division || confidence === 'open') return 'open';
  if (village.code.startsWith(division.code)) return 'town';
  return confidence === 'certain' ? 'certainlyWrong' : 'wrong';
}

/** Where the addresses are placed, by what is wrong with them. */
export function place(
  addresses: readonly Written[],
  gazetteer: Gazetteer,
  home: string,
): Map<string, Placed> {
  const counts = new Map<string, Placed>();
  for (const written of addresses) {
    const key = written.damage ?? '';
    const count = counts.get(key) ?? { right: 0, town: 0, open: 0, wrong: 0, certainlyWrong: 0 };
    counts.set(key, count);
    const found = matchAddress(parseAddress(written.text, gazetteer), gazetteer, { home });
    count[outcome(written, found)] += 1;
  }
  return counts;
}
