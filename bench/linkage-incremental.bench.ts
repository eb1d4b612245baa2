import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinkedCity } from './linkage/link-city.ts';
import type { NewDone, NewTask } from './linkage/link-new.ts';
import { madeCity } from './linkage/made-city.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult } from './result.ts';

const usualPeople = '540000';
const newRecords = 10_000;
const memory = '800MB';

const script = (name: string): string => join(import.meta.dirname, 'linkage', name);

async function measure(folder: string): Promise<BenchResult> {
  const people = Number(process.env['LINKAGE_CITY_SIZE'] ?? usualPeople);
  await madeCity(folder, people);
  const standing = join(folder, 'standing');
  await mkdir(standing);
  const full = await runChild<LinkedCity>(script('link-city.ts'), { folder, memory });
  const { model } = full.answer;
  const task: Omit<NewTask, 'work'> = { folder, memory, newRecords, model, standing };
  const run = (more: Pick<NewTask, 'work' | 'of'>) =>
    runChild<NewDone>(script('link-new.ts'), { ...task, ...more });
  const prepared = await run({ work: 'prepare' });
  const of = prepared.answer.standing;
  if (!of) throw new Error('no standing side was prepared');
  const few = await run({ work: 'new', of });
  const scratch = await run({ work: 'scratch' });
  if (few.answer.sum !== scratch.answer.sum || few.answer.links !== scratch.answer.links)
    throw new Error('bit by bit is not what it is from scratch');
  const cpuSeconds = few.answer.cpuSeconds;
  return {
    comparisons: [
      {
        what: `${newRecords} new records against ${of.records} that stand`,
        unit: 'CPU s',
        ours: cpuSeconds,
        baseline: full.answer.cpuSeconds,
        baselineIs: 'the full run of both registers, which learns the model',
        target: 1 / 50,
      },
      {
        what: 'the same answer from scratch under the same model',
        unit: 'CPU s',
        ours: cpuSeconds,
        baseline: scratch.answer.cpuSeconds,
        baselineIs: 'both sides prepared anew',
      },
    ],
    memory: { ours: few.usage.peakMemory, baseline: full.usage.peakMemory },
    figures: [
      {
        what: 'the full run: wrong or missed (100 − F1)',
        unit: '%',
        value: (1 - full.answer.score.f1) * 100,
      },
      {
        what: 'once: the standing side prepared and written',
        unit: 'CPU s',
        value: prepared.answer.cpuSeconds,
      },
      { what: 'links found', unit: 'rows', value: few.answer.links },
    ],
    notes: [
      `the invented city of ${people} people (\`linkage-city\`); ${newRecords} records of the right register, in a table`,
      'every row of the answer is the same as from scratch (pairs, weights, bands), or the bench ends with an error',
      'model and frequencies of values are frozen; new records are not compared with each other',
    ],
  };
}

export const bench: Bench = {
  name: 'linkage-incremental',
  title: { zh: '一万条新记录的增量链接', en: 'Ten thousand new records linked with those that stand' },
  run: () => withFolder(measure),
};
