import { openStore } from '../db/index.ts';
import { counting } from './test-counting.ts';
import { openShop } from './test-shop.ts';

/** Works on the jobs of a store until it is killed. Arguments: the folder, then the address of a server if there is one. */
const [folder = '', url] = process.argv.slice(2);
const store = await openStore({ folder, url });
await openShop({ store, kinds: [counting], timing: { leaseMs: 60_000 } }).open();
process.stdout.write('working\n');
