import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Ours } from './linkage/link-ours.ts';
import { truthSets, type TruthSet } from './linkage/sets.ts';
import { runChild } from './machinery/run-child.ts';
import { PeerAbsent, type Bench, type BenchResult, type Comparison } from './result.ts';

/** Sets that the Python peers are run on. */
const withPeers = ['febrl3', 'febrl4', 'fake_1000', 'febrl1', 'febrl2', 'fake_20000'];
const peerMinutes = 10;

interface Peer {
  readonly tool: string;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly best: number;
  readonly cpu: number;
}

interface Measured {
  readonly set: TruthSet;
  readonly ours: Ours;
  readonly memory: number;
  readonly peers: readonly Peer[];
}

function dataFolder(): string {
  const folder = process.env['LINKAGE_DATA'];
  if (!folder || !existsSync(join(folder, 'febrl')))
    throw new PeerAbsent(
      'set LINKAGE_DATA to the folder of the sets with truth (febrl, fake_1000, restaurant, abt-buy, amazon-google)',
    );
  return folder;
}

async function runPeers(python: string | undefined, folder: string, name: string): Promise<Peer[]> {
  if (python === undefined || !withPeers.includes(name)) return [];
  const script = join(import.meta.dirname, 'linkage', 'peers.py');
  const { stdout } = await promisify(execFile)(python, [script, folder, name], {
    timeout: peerMinutes * 60_000,
    maxBuffer: 1 << 24,
  });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Peer);
}

/** One hundred minus F1, in per cent: what is wrong or missed. */
const missed = (f1: number): number => (1 - f1) * 100;

function comparisonsOf({ set, ours, peers }: Measured): Comparison[] {
  const error = (baseline: number, baselineIs: string, target?: number): Comparison => ({
    what: `${set.name}: wrong or missed (100 − F1)`,
    unit: '%',
    ours: missed(ours.score.f1),
    baseline: missed(baseline),
    baselineIs,
    ...(target !== undefined && { target }),
  });
  return [
    ...(set.target === undefined
      ? []
      : [error(set.target, `${set.targetIs} (published or measured before)`, 1)]),
    ...peers.flatMap((peer): Comparison[] => [
      error(peer.f1, `${peer.tool} in this run, without labels`, 1),
      {
        what: `${set.name}: from tables to links`,
        unit: 'CPU s',
        ours: ours.cpuSeconds,
        baseline: peer.cpu,
        baselineIs: peer.tool,
      },
    ]),
  ];
}

const four = (value: number): string => value.toFixed(4);

const noteOf = ({ set, ours }: Measured): string => {
  const { score } = ours;
  return `${set.name}: F1 ${four(score.f1)}, precision ${four(score.precision)}, recall ${four(score.recall)}; ${ours.comparedPairs} pairs compared, ${four(score.keptRecall)} of the true ones among them (estimated ${four(ours.blockRecall)}); ${ours.cpuSeconds.toFixed(1)} CPU s; at its best threshold ${four(score.best.f1)}${set.blind === undefined ? '' : `; the first time, by code that had not seen it: F1 ${four(set.blind)}`}`;
};

async function measure(): Promise<BenchResult> {
  const folder = dataFolder();
  const python = process.env['LINKAGE_PYTHON'];
  if (!python) {
    process.stderr.write(
      '[bench] linkage: NOTHING TO COMPARE WITH IN THIS RUN: set LINKAGE_PYTHON to a Python with splink and recordlinkage\n',
    );
    process.exitCode = 1;
  }
  const measured: Measured[] = [];
  for (const set of truthSets) {
    const { answer, usage } = await runChild<Ours>(join(import.meta.dirname, 'linkage', 'link-ours.ts'), {
      name: set.name,
      folder,
    });
    measured.push({
      set,
      ours: answer,
      memory: usage.peakMemory,
      peers: await runPeers(python, folder, set.name),
    });
  }
  return {
    comparisons: measured.flatMap(comparisonsOf),
    memory: { ours: Math.max(...measured.map(({ memory }) => memory)) },
    figures: [],
    notes: [
      ...measured.map(noteOf),
      'pairs in one cluster are the links that are judged; no label and no threshold of one set alone; the default band and levels were settled while looking at these sets, so they are no blind test; febrl1, febrl2, fake_20000 and transactions were first run when the code was settled',
      'the same kinds of comparison and the same thresholds for all sets; the columns of a set are the same for the peers',
    ],
  };
}

export const bench: Bench = {
  name: 'linkage',
  title: { zh: '记录链接', en: 'Records of the same person or thing, found without labels' },
  run: measure,
};
