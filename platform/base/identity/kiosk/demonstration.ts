import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { tables } from '../tables.ts';
import { digestOf } from '../token.ts';
import { Kiosk } from './records.ts';
import { setKey } from './store.ts';

/** A kiosk to try: at `/kiosk` any browser becomes it with this key, and stops being it when its cookies are cleared. */
export const demonstrationKiosk = { code: 'demo-hall', key: 'Yaojiang-kiosk-2017-hall' } as const;

const row = {
  code: demonstrationKiosk.code,
  titleZh: '办事大厅模拟终端',
  titleEn: 'Simulated kiosk of the service hall',
  organisation: '330281-wjkj',
  place: '办事大厅（模拟）',
  alone: '',
  withPerson: 'registers:self relations:self scheduling:book tasks:own forms:fill payments:pay',
};

/** Made once where people are simulated; one that was withdrawn is not made again. @returns whether it was made */
export async function ensureDemonstrationKiosk(context: Context, tx: Db): Promise<boolean> {
  const known = await tables(tx)
    .selectFrom('identity.kiosk')
    .select('code')
    .where('code', '=', row.code)
    .executeTakeFirst();
  if (known) return false;
  await writeRows(context, tx, Kiosk, [row], { source: 'demonstration', simulated: true });
  const at = context.clock.now().toISOString();
  await setKey(tx, row.code, { digest: digestOf(demonstrationKiosk.key), at, by: context.actor.id });
  return true;
}
