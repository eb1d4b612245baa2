// npm run bench [name …] [-- --json] [--write]: measures every claim beside its baseline, in one run.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { thisMachine } from './machinery/machine.ts';
import { writeFigures } from './machinery/readme.ts';
import { describeMeasured, type Measured } from './machinery/report.ts';
import { PeerAbsent, ratioOf, type Bench } from './result.ts';

const suffix = '.bench.ts';

async function allBenches(): Promise<string[]> {
  const files = await readdir(import.meta.dirname);
  return files
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .toSorted();
}

async function load(name: string): Promise<Bench> {
  const { bench } = (await import(join(import.meta.dirname, name + suffix))) as { bench: Bench };
  return bench;
}

function reasonOf(error: unknown): string {
  if (error instanceof PeerAbsent) return `NOTHING TO COMPARE WITH: ${error.message}`;
  return `FAILED: ${error instanceof Error ? error.stack : String(error)}`;
}

async function measure(name: string): Promise<Measured | undefined> {
  const bench = await load(name);
  process.stderr.write(`[bench] ${name} …\n`);
  try {
    const result = await bench.run();
    return { bench, result, machine: thisMachine(), day: new Date().toISOString().slice(0, 10) };
  } catch (error) {
    process.stderr.write(`[bench] ${name}: ${reasonOf(error)}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

const asJson = ({ bench, result, machine, day }: Measured) => ({
  name: bench.name,
  title: bench.title,
  day,
  machine,
  ...result,
  comparisons: result.comparisons.map((each) => ({ ...each, ratio: ratioOf(each) })),
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, write: { type: 'boolean' } },
});
const known = await allBenches();
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`[bench] there is no ${unknown.join(', ')}; there are ${known.join(', ')}\n`);
  process.exit(2);
}
const measured: Measured[] = [];
for (const name of positionals.length > 0 ? positionals : known) {
  const one = await measure(name);
  if (!one) continue;
  measured.push(one);
  if (!values.json) console.log(describeMeasured(one));
  if (values.write) await writeFigures(one);
}
if (values.json) console.log(JSON.stringify(measured.map(asJson), undefined, 2));
