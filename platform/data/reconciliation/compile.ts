import type { Comparison, FieldKind } from '#engines/reconcile';
import type { Dataset } from '#platform/data/catalogue';
import type { Definition, FieldPair } from './shapes.ts';

function kindOf(field: FieldPair): FieldKind {
  switch (field.kind) {
    case 'text':
      return { kind: 'text', forms: field.forms };
    case 'number':
      return { kind: 'number', absolute: field.absolute, relative: field.relative };
    case 'date':
      return { kind: 'date', days: field.days };
    case 'code':
      return { kind: 'code', pairs: field.pairs ?? [] };
  }
}

/** Where a row lies, and by which key its provider knows it. */
const carried = (dataset: Dataset): string[] => ['_batch', '_row', dataset.key];

/** A definition as the engine takes it; a field is called by its name on the left. */
export const compile = (
  definition: Definition,
  of: { readonly left: Dataset; readonly right: Dataset },
): Comparison => ({
  keys: definition.keys,
  fields: definition.fields.map((field) => ({
    name: field.left,
    left: field.left,
    right: field.right,
    as: kindOf(field),
    missing: field.missing,
  })),
  missing: definition.missing,
  carry: { left: carried(of.left), right: carried(of.right) },
});
