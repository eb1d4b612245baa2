import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult } from './result.ts';

export interface FleetMeasured {
  readonly rows: number;
  readonly oursMs: number;
  readonly copyMs: number;
  /** Positions in the database when the day tracks were read. */
  readonly loaded: number;
  readonly loadMs: number;
  readonly trackMs: number;
  readonly trackWorstMs: number;
  readonly trackRows: number;
}

const script = join(import.meta.dirname, 'fleet', 'positions.ts');
const second = 1000;
/** A database of a server that is there, which is kept: filled once, it is measured again when the machine is quiet. */
const kept = process.env['FLEET_DATABASE'];

async function measure(url: string, folder: string): Promise<BenchResult> {
  const { answer } = await runChild<FleetMeasured>(script, { url, folder });
  const { rows, oursMs, copyMs, loaded, loadMs, trackMs, trackWorstMs, trackRows } = answer;
  const perThousand = (milliseconds: number) => (milliseconds * 1000) / rows;
  return {
    comparisons: [
      {
        what: 'a thousand positions taken in, each once, with the latest and what is to be judged',
        unit: 'ms',
        ours: perThousand(oursMs),
        baseline: perThousand(copyMs),
        baselineIs: 'COPY of the same rows into a table without indexes',
      },
      {
        what: 'the same, beside the time that 8,000 a second leave',
        unit: 'ms',
        ours: perThousand(oursMs),
        baseline: 125,
        baselineIs: '8,000 positions a second, the figure to reach',
        target: 1,
      },
      {
        what: 'the day track of one vehicle, median',
        unit: 'ms',
        ours: trackMs,
        baseline: 50,
        baselineIs: 'the figure to reach, which is asked for among 100 million',
        target: 1,
      },
    ],
    figures: [
      { what: 'positions taken in', unit: 'rows', value: rows },
      { what: 'positions in the table when day tracks were read', unit: 'rows', value: loaded },
      { what: 'loading them, by the database itself', unit: 's', value: loadMs / second },
      { what: 'rows of a day track', unit: 'rows', value: trackRows },
      { what: 'the slowest of 100 day tracks', unit: 'ms', value: trackWorstMs },
    ],
    notes: [
      'taken in through the face of the module in 100 calls of 500 at a time, as many terminals do; without sockets',
      'the track is read by the module’s own statement, of days that are over and put in order, as the job of the night leaves them',
    ],
  };
}

export const bench: Bench = {
  name: 'fleet',
  title: { zh: '车辆位置入库与一天的轨迹', en: 'Positions of vehicles taken in, and the track of a day' },
  run: () =>
    withFolder((folder) => (kept ? measure(kept, folder) : withDatabase((url) => measure(url, folder)))),
};
