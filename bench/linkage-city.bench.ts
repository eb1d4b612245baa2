import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { madeCity } from './linkage/made-city.ts';
import type { CityTask, LinkedCity } from './linkage/link-city.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult, Comparison, Figure } from './result.ts';

/** People of the invented city, when nothing is said: half a million on the left. */
const usualPeople = '540000';
const peerMinutes = 30;
/** What the engine may use of memory for its tables; the process has more beside. */
const engineMemory = '800MB';
/** Peak resident memory that is wanted, bytes. */
const mostMemory = 1.4e9;

interface Score {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly best: number;
}

interface Peer extends Score {
  readonly single: Score;
  readonly cpu: number;
  readonly memory: number;
}

async function runSplink(folder: string): Promise<Peer | undefined> {
  const python = process.env['LINKAGE_PYTHON'];
  if (!python) {
    process.stderr.write(
      '[bench] linkage-city: NOTHING TO COMPARE WITH IN THIS RUN: set LINKAGE_PYTHON to a Python with splink\n',
    );
    process.exitCode = 1;
    return undefined;
  }
  const script = join(import.meta.dirname, 'linkage', 'peers-city.py');
  const { stdout } = await promisify(execFile)(python, [script, folder], {
    timeout: peerMinutes * 60_000,
    maxBuffer: 1 << 24,
  });
  const line = stdout.split('\n').find((each) => each.startsWith('{'));
  if (line === undefined) throw new Error(`${script} said nothing`);
  return JSON.parse(line) as Peer;
}

interface Measured {
  readonly people: number;
  readonly ours: LinkedCity;
  readonly memory: number;
  readonly peer: Peer | undefined;
}

const measureCity = (people: number): Promise<Measured> =>
  withFolder(async (folder) => {
    await madeCity(folder, people);
    const task: CityTask = { folder, memory: engineMemory };
    const { answer: ours, usage } = await runChild<LinkedCity>(
      join(import.meta.dirname, 'linkage', 'link-city.ts'),
      task,
    );
    return { people, ours, memory: usage.peakMemory, peer: await runSplink(folder) };
  });

const missed = (f1: number): number => (1 - f1) * 100;

function comparisonsOf({ people, ours, memory, peer }: Measured): Comparison[] {
  const city = `${people} people`;
  const wanted: Comparison = {
    what: `${city}: peak memory`,
    unit: 'MB',
    ours: memory / 1e6,
    baseline: mostMemory / 1e6,
    baselineIs: 'what is allowed',
    target: 1,
  };
  if (!peer) return [wanted];
  return [
    {
      what: `${city}: wrong or missed (100 − F1)`,
      unit: '%',
      ours: missed(ours.score.f1),
      baseline: missed(peer.single.f1),
      baselineIs: 'Splink, the best pair of each record, at one half',
      target: 1,
    },
    {
      what: `${city}: from the files to the links`,
      unit: 'CPU s',
      ours: ours.cpuSeconds,
      baseline: peer.cpu,
      baselineIs: 'Splink, to the scored pairs',
      target: 1 / 3,
    },
    wanted,
    {
      what: `${city}: peak memory beside the peer`,
      unit: 'MB',
      ours: memory / 1e6,
      baseline: peer.memory / 1e6,
      baselineIs: 'Splink',
    },
  ];
}

const stagesOf = ({ people, ours }: Measured): Figure[] =>
  Object.entries(ours.steps).map(([step, value]) => ({
    what: `${people} people, stage ${step}`,
    unit: 'CPU s',
    value,
  }));

const four = (value: number): string => value.toFixed(4);

function noteOf({ people, ours, peer }: Measured): string {
  const { score } = ours;
  const own = `${people} people: F1 ${four(score.f1)}, precision ${four(score.precision)}, recall ${four(score.recall)}; ${ours.comparedPairs} pairs compared, ${four(score.keptRecall)} of the true ones among them; ${ours.clerical} pairs for a person`;
  if (!peer) return own;
  const { single } = peer;
  return `${own}; Splink: F1 ${four(single.f1)}, precision ${four(single.precision)}, recall ${four(single.recall)}, at its best threshold ${four(single.best)}, not single ${four(peer.f1)}`;
}

async function measure(): Promise<BenchResult> {
  const sizes = (process.env['LINKAGE_CITY_SIZE'] ?? usualPeople).split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0))
    throw new Error('LINKAGE_CITY_SIZE must be numbers of people: 540000, or 540000,2160000');
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measureCity(size));
  const peers = measured.flatMap(({ peer }) => (peer ? [peer.memory] : []));
  return {
    comparisons: measured.flatMap(comparisonsOf),
    memory: {
      ours: Math.max(...measured.map(({ memory }) => memory)),
      ...(peers.length > 0 && { baseline: Math.max(...peers) }),
    },
    figures: measured.flatMap(stagesOf),
    notes: [
      ...measured.map(noteOf),
      'files of the sealed generator (`linkage/city/make-city.ts`, seed 1), made anew and their sums compared with those in this file where they stand there',
      'the linker was tuned on 216,000 people; on 2026-11-30 its errors among 2,160,000 were read, and two of its rules changed (a number that was mistaken for a third, what a household has in common): seed 2 says how it does on what nobody has looked at',
      'Splink by the same columns and kinds of comparison, eight blocking rules (`linkage/peers-city.py`): number; name, birth; birth, surname, sex; name, address; name, phone; birth, phone; birth, numbers of the address; name, numbers of the address',
      `CPU of the whole process from the CSV files on, opening the engine left out; ours ends with one-to-one links, Splink with scored pairs; the engine may use ${engineMemory} for its tables`,
    ],
  };
}

export const bench: Bench = {
  name: 'linkage-city',
  title: { zh: '一座城市的两份登记', en: 'Two registers of a city' },
  run: measure,
};
