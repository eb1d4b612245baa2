import type { Sensitivity } from '../record/field.ts';

/** The classes of field that are masked unless something opens them. */
export const personalClasses = ['personal', 'sensitive'] as const satisfies readonly Sensitivity[];
export type PersonalClass = (typeof personalClasses)[number];

/** Rows that a named relation between the actor (or the organisation it acts for) and the row's subject opens. */
export interface RelationRule<K extends string = string> {
  /** Kind of relation, as a module declares it at the point `relations.kind`. */
  readonly kind: string;
  /** Field with the key of the subject; the record's `subject` when absent. */
  readonly by?: K;
  /** Classes that the relation shows unmasked, for a stated purpose; none when absent. */
  readonly opens?: readonly PersonalClass[];
  /** The relation opens the row for writing too, to whoever holds the right to write. */
  readonly write?: true;
}

interface Related {
  /** The relation to the record's own subject. */
  (kind: string, more?: Omit<RelationRule, 'kind' | 'by'>): RelationRule<never>;
  /** The relation to whom another field names. */
  <const K extends string>(
    kind: string,
    more: Omit<RelationRule, 'kind' | 'by'> & { readonly by: K },
  ): RelationRule<K>;
}

/** `related('health.family-doctor', { by: 'patient', opens: ['personal'] })` */
export const related: Related = (kind: string, more: object = {}) => ({ kind, ...more });
