import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { purposePoint, type Purpose } from '#kernel/record-server';

/** The purposes that the city knows. */
export async function cityPurposes(context: Context, db: Db): Promise<readonly Purpose[]> {
  const lookup = context.contributions(purposePoint)[0];
  return (await lookup?.purposes(db))?.items ?? [];
}
