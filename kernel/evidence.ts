import type { Context } from './context.ts';
import { definePoint } from './point.ts';
import type { Text } from './texts.ts';

export interface Evidence {
  /** `manual`: a person must judge what was found. */
  readonly result: 'pass' | 'fail' | 'manual';
  readonly found: Text;
}

/** Something that a module can show of how safe the city is, looked at anew each time it is asked. */
export interface EvidenceSource {
  readonly key: `${string}.${string}`;
  readonly title: Text;
  /** Controls of GB/T 22239-2019 that it speaks to. */
  readonly clauses: readonly string[];
  /** How a person sees the same. */
  readonly how: Text;
  gather(context: Context): Promise<Evidence>;
}

/** Where modules say what they can show; the security module gathers it. */
export const evidencePoint = definePoint<EvidenceSource>('security.evidence');
