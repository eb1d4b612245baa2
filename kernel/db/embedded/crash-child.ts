import { sql } from 'kysely';
import { openStore } from '../index.ts';

/**
 * What the crash test kills: opens the store in the folder of its first argument, then inserts without end,
 * telling each number on standard output once it is acknowledged.
 */
const folder = process.argv[2];
if (!folder) throw new Error('usage: crash-child.ts <folder>');
const { db } = await openStore({ folder });
await sql`create table if not exists entry (number int primary key, filler text)`.execute(db);
process.stdout.write('ready\n');
for (let number = 1; ; number += 1) {
  await sql`insert into entry values (${number}, repeat('x', 500))`.execute(db);
  process.stdout.write(`${number}\n`);
}
