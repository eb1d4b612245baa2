import type { Named } from './gazetteer.ts';
import type { GrammarKind } from './parts.ts';

/** A stretch of text that may be one part, and how little it looks like one: costs are added, the least wins. */
export interface Segment {
  readonly kind: GrammarKind;
  readonly end: number;
  readonly cost: number;
  readonly named?: Named;
  /** How a number is written, for what may follow what. */
  readonly form?: NumberForm;
  /** Its value, when it is plain digits. */
  readonly value?: number;
}

export type NumberForm = 'number' | 'plain' | 'named';
