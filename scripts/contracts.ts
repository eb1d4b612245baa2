// Writes down what others hold on to: openapi.json (the API), events.json (what modules tell), schema.sql (the tables).
//   npm run contracts              writes the three files
//   npm run contracts -- --check   says which of them no longer holds
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startPostgres } from '../tests/setup/postgres.ts';
import { comparable, difference } from './contracts/compare.ts';
import { makeContracts } from './contracts/make-contracts.ts';

const root = path.dirname(import.meta.dirname);
const check = process.argv.includes('--check');

const server = await startPostgres();
try {
  const contracts = await makeContracts(server?.url);
  for (const [file, made] of Object.entries(contracts)) await treat(file, made);
} finally {
  server?.stop();
}

async function treat(file: string, made: string | undefined): Promise<void> {
  const checkedIn = await readFile(path.join(root, file), 'utf8').catch(() => undefined);
  if (made === undefined || (check && !comparable(checkedIn, made))) {
    process.stdout.write(`${file}: left out, the PostgreSQL here cannot print it in the same words\n`);
    return;
  }
  const wrong = difference(file, checkedIn, made);
  const written = wrong && !check;
  if (written) await writeFile(path.join(root, file), made);
  else if (wrong) process.exitCode = 1;
  process.stdout.write(`${wrong ?? `${file} holds`}${written ? ': written' : ''}\n`);
}
