import type { PairState, Saying } from './names.ts';

/** What was said of a pair and not taken back, in its order. */
export interface Said {
  readonly said: Saying;
  readonly by: string;
}

export type Refusal = 'own-decision' | 'second-look' | 'settle-right' | 'decided';

export interface Asked {
  readonly state: PairState;
  readonly before: readonly Said[];
  readonly said: Saying;
  readonly by: string;
  /** Whether who says it may settle what two disagree on. */
  readonly settles: boolean;
}

/** By the state of a pair and a person's word, its next state. */
const next: Readonly<Partial<Record<PairState, Readonly<Record<Saying, PairState>>>>> = {
  waiting: { same: 'confirming', different: 'different', unclear: 'unclear' },
  unclear: { same: 'confirming', different: 'different', unclear: 'unclear' },
  confirming: { same: 'linked', different: 'disputed', unclear: 'disputed' },
  nobody: { same: 'confirming', different: 'different', unclear: 'nobody' },
  disputed: { same: 'linked', different: 'different', unclear: 'unclear' },
};

/**
 * What becomes of a pair by a person's word, or why the person may not say it. Two different people say "the same" before
 * a row joins; what two disagree on a third settles.
 */
export function decidePair({ state, before, said, by, settles }: Asked): PairState | { refused: Refusal } {
  const states = next[state];
  if (!states) return { refused: 'decided' };
  const spoke = before.some((each) => each.by === by);
  if (state === 'disputed') {
    if (!settles) return { refused: 'settle-right' };
    if (spoke) return { refused: 'own-decision' };
  } else if (spoke) return { refused: state === 'confirming' ? 'own-decision' : 'second-look' };
  return states[said];
}

/** States whose decision, or whose automatic link, can be taken back. */
export const takenBackFrom: readonly PairState[] = [
  'linked',
  'confirming',
  'disputed',
  'different',
  'unclear',
];

/** States in which somebody has to look. */
export const openStates: readonly PairState[] = ['waiting', 'confirming', 'disputed', 'unclear', 'nobody'];

/** One of the persons who a row may be, as the engine weighed it. */
export interface Weighed {
  readonly row: string;
  readonly person: string;
  readonly weight: number;
  readonly band: 'link' | 'clerical';
}

/**
 * Which pairs join by themselves and which a person sees: one joins when it is sure and its row's next person is `lead` bits
 * behind; then nobody is asked. Of the others at most `most` a row, the likeliest first.
 */
export function bandPairs<W extends Weighed>(
  weighed: readonly W[],
  { lead, most }: { readonly lead: number; readonly most: number },
): W[] {
  const byRow = Map.groupBy(weighed, ({ row }) => row);
  return [...byRow.values()].flatMap((all): W[] => {
    const ordered = all.toSorted(
      (one, other) => other.weight - one.weight || (one.person < other.person ? -1 : 1),
    );
    const [best, second] = ordered;
    if (best?.band === 'link' && (second === undefined || best.weight - second.weight >= lead)) return [best];
    return ordered.slice(0, most).map((each) => ({ ...each, band: 'clerical' as const }));
  });
}
