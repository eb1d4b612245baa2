export {
  kinds,
  mostFields,
  type Comparison,
  type FieldKind,
  type FieldPair,
  type KeyPair,
  type Kind,
  type Missing,
  type Sides,
} from './comparison.ts';
export { forms, type Form } from './forms.ts';
export { differingFields, reconcile, type Summary } from './reconcile.ts';
export type { ReconcileSession } from './session.ts';
