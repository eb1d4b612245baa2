import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { rowsWritten } from '#kernel/record-server';

/** Notes a change of persons that was not written as a batch, and tells whoever keeps something made of their rows. */
export async function tellRegister(
  context: Context,
  tx: Db,
  {
    keys,
    source,
    basis,
  }: { readonly keys: readonly string[]; readonly source: string; readonly basis: string },
): Promise<void> {
  await context.ledger(tx, {
    action: 'change',
    resource: 'registers.person',
    basis,
    subjects: keys,
    detail: { withdrawn: keys.length, source },
  });
  await context.emit(tx, rowsWritten, {
    key: 'registers.person',
    payload: { record: 'registers.person', source, keys: [...keys] },
  });
}
