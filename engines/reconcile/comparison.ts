import type { Form } from './forms.ts';

/** How two values of one field are held against each other, once they are not the same text. */
export type FieldKind =
  /** Equal when equal in all the forms; without forms only the same text is equal. */
  | { readonly kind: 'text'; readonly forms?: readonly Form[] | undefined }
  /**
   * Numbers, with thousands' commas or without. Equal when they lie no further apart than `absolute`, or than `relative` of the larger one
   * (0.01: one in a hundred); without both when they are the same number. What cannot be read as one differs.
   */
  | {
      readonly kind: 'number';
      readonly absolute?: number | undefined;
      readonly relative?: number | undefined;
    }
  /** Days in any usual spelling, equal when no more than `days` apart. What cannot be read as one differs. */
  | { readonly kind: 'date'; readonly days?: number | undefined }
  /**
   * Codes of two lists: a left code that stands in `pairs` is equal to the right codes it is paired with there and to no
   * other; one that does not is equal to the same code.
   */
  | { readonly kind: 'code'; readonly pairs: readonly (readonly [left: string, right: string])[] };

/** What a value that one side lacks means: a difference, or nothing. Lacking on both sides is equal. */
export type Missing = 'differs' | 'skipped';

export interface FieldPair {
  /** By which the answer calls it; unique in the comparison. */
  readonly name: string;
  /** Column of the left relation. */
  readonly left: string;
  readonly right: string;
  readonly as: FieldKind;
  readonly missing?: Missing | undefined;
}

export interface KeyPair {
  readonly left: string;
  readonly right: string;
  /** In which the keys of both sides are brought before they are looked for. */
  readonly forms?: readonly Form[] | undefined;
}

/** Two relations held against each other row by row. */
export interface Comparison {
  /** A row is found again by all of these together; a row that lacks one of them has no key. */
  readonly keys: readonly KeyPair[];
  /** At most `mostFields`. */
  readonly fields: readonly FieldPair[];
  /** For fields that say nothing themselves; `differs` when not given. */
  readonly missing?: Missing | undefined;
  /** Columns that come along with each row of the answer, as they are: where it came from, say. */
  readonly carry?: { readonly left: readonly string[]; readonly right: readonly string[] } | undefined;
}

/** Names of session tables or views. */
export interface Sides {
  readonly left: string;
  readonly right: string;
}

/** Fields that differ are bits of one integer. */
export const mostFields = 60;

export const kinds = [
  'differs',
  'only-left',
  'only-right',
  'duplicate-left',
  'duplicate-right',
  'no-key-left',
  'no-key-right',
] as const;

/** What is the matter with a row of the answer. */
export type Kind = (typeof kinds)[number];
