import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';

export interface PrefilledValue {
  readonly item: string;
  readonly value: string;
  /** In words: the register and whose it is. */
  readonly source: Text;
}

/**
 * What a register knows of the person who fills a form in. Asked only after the person agreed; the register notes the
 * look in the ledger itself.
 */
export interface PrefillSource {
  readonly title: Text;
  /** `person.name`, `person.mobile` */
  readonly items: readonly string[];
  /** Values of the actor of the context, and of nobody else. */
  readonly valuesFor: (context: Context, items: readonly string[]) => Promise<readonly PrefilledValue[]>;
}

export const prefillPoint = definePoint<PrefillSource>('forms.prefill');
