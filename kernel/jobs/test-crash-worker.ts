import { sql } from 'kysely';
import { openStore } from '../db/index.ts';
import { counting } from './test-counting.ts';
import { openShop } from './test-shop.ts';

/**
 * Works on the jobs of a store until it is killed, and says when some of a job is done. Arguments: the folder, then the address
 * of a server if there is one.
 */
const [folder = '', url] = process.argv.slice(2);
const store = await openStore({ folder, url });
await openShop({ store, kinds: [counting], timing: { leaseMs: 60_000 } }).open();
for (;;) {
  const { rows } = await sql`select 1 from public.trace where what = 'count' and number >= 10`.execute(
    store.db,
  );
  if (rows.length > 0) break;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
process.stdout.write('in the middle\n');
