import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { AnyRecord } from '#kernel/record';
import { planOf, tellWritten } from '#kernel/record-server';
import { Finding } from './records.ts';

/**
 * Tells whoever keeps something made of findings which were written, in the transaction that wrote them: findings come by the
 * hundred thousand and are written by SQL of their own.
 * @param written.keys null for every finding that bears the source
 */
export const tellFindings = (
  context: Context,
  tx: Db,
  written: { readonly keys: readonly string[] | null; readonly source: string },
): Promise<void> => tellWritten(planOf(Finding as AnyRecord), context, tx, written);
