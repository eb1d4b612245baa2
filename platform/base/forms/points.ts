import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Answers, Definition } from './definition.ts';

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

/** An answer as its receiver gets it. */
export interface HandedIn {
  readonly id: string;
  readonly form: string;
  readonly receipt: string;
  /** Id of the account. */
  readonly subject: string;
  /** Whom the account acted for. */
  readonly onBehalfOf: string | null;
  readonly answers: Answers;
  readonly definition: Definition;
}

/**
 * A module to which the answers of some forms go. It is asked in the transaction in which a person hands in or takes
 * back: a Problem that it throws refuses the step, and the draft stays as it was.
 */
export interface FormReceiver {
  /** Whether answers to this form are its own. */
  receives(context: Context, db: Db, form: string): Promise<boolean>;
  /** Handed in; again after it was returned to be completed (`returnAnswer`), with the same id. */
  take(context: Context, tx: Db, answer: HandedIn): Promise<void>;
  takenBack(context: Context, tx: Db, answer: Pick<HandedIn, 'id' | 'form'>): Promise<void>;
}

export const formReceiverPoint = definePoint<FormReceiver>('forms.receiver');
