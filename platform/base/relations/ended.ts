import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { mandateEnded } from '#platform/base/identity';
import { kindOf } from './mandate-source.ts';
import { isMandate } from './mandates.ts';
import { Relation } from './records.ts';
import type { RelationRow } from './store.ts';

/** Writes a relation down; the ledger has one entry about its subject. */
export const save = (context: Context, tx: Db, row: Partial<RelationRow> & { id: string }, how: string) =>
  writeRows(context, tx, Relation, [row], {
    source: `relations:${how}`,
    basis: `relation:${row.kind} ${how}`,
  });

/** Writes down that a relation is over, and tells whoever keeps what was done by the mandate that it was. */
export async function end(
  context: Context,
  tx: Db,
  before: RelationRow,
  { how, ...over }: Partial<RelationRow> & { readonly how: string },
): Promise<void> {
  await save(context, tx, { ...before, ...over, state: 'ended' }, how);
  const { id, kind, holder, state, subject: key, subjectKind } = before;
  if (state !== 'standing' || !holder.startsWith('actor:') || !isMandate(context, kind)) return;
  const subject = { kind: kindOf(subjectKind), key };
  const payload = { holder: holder.slice('actor:'.length), subject, basis: `relation:${kind}` };
  await context.emit(tx, mandateEnded, { key: id, payload });
}
