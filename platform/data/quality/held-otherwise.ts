import type { Db } from '#kernel/db';
import { fieldsOfCheck } from './checks.ts';
import { keysBreaking } from './store.ts';
import { listRules } from './store/rules.ts';

/**
 * Keys of the rows of a dataset that a blocking rule holds back for something else than one field: what is left of the
 * rows held back is so for that field alone. A rule that compares the field with another speaks of the field.
 */
export async function keysHeldOtherwise(
  db: Db,
  dataset: string,
  field: string,
): Promise<ReadonlySet<string>> {
  const rules = await listRules(db, dataset);
  const others = rules.filter(
    ({ rule }) => rule.severity === 'block' && !fieldsOfCheck(rule.check).includes(field),
  );
  const ids = others.map(({ rule }) => rule.id);
  return new Set(ids.length === 0 ? [] : await keysBreaking(db, dataset, ids));
}
