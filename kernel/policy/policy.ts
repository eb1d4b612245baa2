import { may, scopeOf, type Actor, type Scope } from '../actor.ts';
import type { Permission } from '../operation.ts';
import { departmentFields, type RecordOf, type ScopeRule } from '../record/define.ts';
import { divisionPrefix } from '../record/division-code.ts';
import type { Condition } from '../record/scope.ts';
import { allOf, anyOf, type Predicate } from './predicate.ts';
import type { PersonalClass, RelationRule } from './rights.ts';

/** The field with the key of whoever a row is about: whose data it is in the ledger, whom a relation must name. */
export const subjectField = (record: RecordOf): string => record.rights.subject ?? record.key;

const relatedBy = (record: RecordOf, rule: RelationRule): Predicate => ({
  related: rule.kind,
  by: rule.by ?? subjectField(record),
});

type ScopeReader = (rule: ScopeRule, actor: Actor) => Predicate;

/** A missing field of the record or of the actor means no row, never every row. */
const scopeReaders: Readonly<Record<Scope, ScopeReader>> = {
  city: () => true,
  department: (rule, { organisation }) =>
    !!organisation && anyOf(departmentFields(rule).map((field) => ({ is: field, value: organisation }))),
  division: (rule, actor) =>
    rule.division !== undefined &&
    !!actor.division && { begins: rule.division, prefix: divisionPrefix(actor.division) },
  own: (rule, actor) => rule.own !== undefined && { is: rule.own, value: actor.id },
};

function scoped(record: RecordOf, actor: Actor, permission: Permission): Predicate {
  if (permission === 'public') return true;
  const rule = record.rights.scope ?? {};
  const scope = scopeOf(actor, permission);
  if (scope === undefined) return false;
  return rule.undivided === true || scopeReaders[scope](rule, actor);
}

/**
 * The rows that an actor may see or write under a permission: those of its scope, and those that a relation opens;
 * of these only such as stand under a relation that the record needs. The platform itself needs none.
 * @param own the module's own condition in place of the declared scope and relations
 */
export function rowsFor(record: RecordOf, actor: Actor, permission: Permission, own?: Condition): Predicate {
  const { read, write, relations = [], needs = [] } = record.rights;
  if (own) return { own };
  if (!may(actor, permission)) return false;
  const opening = relations.filter((rule) => (permission === write ? rule.write : permission === read));
  const rows = anyOf([scoped(record, actor, permission), ...opening.map((rule) => relatedBy(record, rule))]);
  if (needs.length === 0 || permission !== read || actor.kind === 'system') return rows;
  return allOf([rows, anyOf(needs.map((rule) => relatedBy(record, rule)))]);
}

/** The rows that a right of the actor's opens, each kind by its own. */
function revealed(record: RecordOf, actor: Actor): Predicate {
  const { reveal, revealOf } = record.rights;
  const kinds = Object.entries(revealOf?.rights ?? {}).map(([value, right]) =>
    allOf([scoped(record, actor, right), { is: revealOf?.field ?? '', value }]),
  );
  return anyOf([reveal ? scoped(record, actor, reveal) : false, ...kinds]);
}

/** The rows of which an actor may see fields of a class unmasked, if it states a purpose that serves. */
export function openFor(record: RecordOf, actor: Actor, of: PersonalClass): Predicate {
  // 外包: never, whatever a role or a relation grants.
  if (actor.kind === 'contractor') return false;
  const { relations = [], needs = [] } = record.rights;
  const opening = [...relations, ...needs].filter(({ opens }) => opens?.includes(of));
  return anyOf([revealed(record, actor), ...opening.map((rule) => relatedBy(record, rule))]);
}
