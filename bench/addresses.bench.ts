import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './addresses/measure.ts';
import { f1, sum, type Placed } from './addresses/score.ts';
import { runChild } from './machinery/run-child.ts';
import { PeerAbsent, type Bench, type BenchResult, type Comparison, type Figure } from './result.ts';

const simulated = 26_000;

/** The label set lies outside of the project: other people's addresses, for measuring only. */
function labelledFile(): string {
  const folder = process.env['ADDRESS_DATA'];
  if (!folder) throw new PeerAbsent('ADDRESS_DATA names no folder with labelled addresses (dev.txt)');
  const path = join(folder, 'dev.txt');
  if (!existsSync(path)) throw new PeerAbsent(`there is no ${path}`);
  return path;
}

const published = (what: string, unseen: number, baseline: number, baselineIs: string): Comparison => ({
  what,
  unit: '%',
  ours: unseen,
  baseline,
  baselineIs,
});

const share = (count: number, of: number): number => (100 * count) / Math.max(1, of);

const total = (placed: readonly Placed[]): number =>
  placed.reduce(
    (all, { right, town, open, wrong, certainlyWrong }) => all + right + town + open + wrong + certainlyWrong,
    0,
  );

function figuresOf({ lookedAt, unseen, placed, perCpuSecond }: Measured): Figure[] {
  const byLabel = unseen.map((each): Figure => ({
    what: `F1 of ${each.label} (${each.labelled})`,
    unit: '%',
    value: f1(each),
  }));
  const byDamage = placed.map(({ damage, ...counts }): Figure => {
    const { right, town, open, wrong, certainlyWrong } = counts;
    const all = total([counts]);
    const rest = `town only ${town}, open ${open}, wrong ${wrong + certainlyWrong} of ${all}`;
    return {
      what: `right place, ${damage || 'nothing wrong'}; ${rest}`,
      unit: '%',
      value: share(right, all),
    };
  });
  const damaged = placed.filter(({ damage }) => damage !== '');
  const of = (key: keyof Placed): number =>
    share(
      damaged.reduce((all, each) => all + each[key], 0),
      total(damaged),
    );
  return [
    { what: 'F1 of the half that was looked at', unit: '%', value: f1(sum(lookedAt)) },
    {
      what: 'F1 without persons',
      unit: '%',
      value: f1(sum(unseen.filter(({ label }) => label !== 'person'))),
    },
    ...byLabel,
    { what: 'simulated, written wrong: in the right place', unit: '%', value: of('right') },
    { what: 'simulated, written wrong: in a wrong one, something assumed', unit: '%', value: of('wrong') },
    {
      what: 'simulated, written wrong: in a wrong one, and said certain',
      unit: '%',
      value: of('certainlyWrong'),
    },
    ...byDamage,
    { what: 'simulated addresses parsed in a CPU second', unit: 'rows', value: Math.round(perCpuSecond) },
  ];
}

async function measure(): Promise<BenchResult> {
  const asked = { labelled: labelledFile(), city: 'cities/yuyao', home: '330281', simulated };
  const { answer, usage } = await runChild<Measured>(
    join(import.meta.dirname, 'addresses', 'measure.ts'),
    asked,
  );
  const unseen = f1(sum(answer.unseen));
  return {
    comparisons: [
      published(
        'F1 on addresses not looked at',
        unseen,
        89.9,
        'published: neural, trained on 8,957 addresses',
      ),
      published('the same', unseen, 87.2, 'a structured perceptron, trained on the same'),
    ],
    memory: { ours: usage.peakMemory },
    figures: figuresOf(answer),
    notes: [
      `ours learns nothing; ${answer.addresses} addresses of the development set, every second one was looked at to learn its conventions, the others are what is reported`,
      'the published figures are of the whole test and development sets: the ratio is how near ours comes, above 1 is better',
      'a span counts when both ends and the label are right; micro F1 over all labels',
      'names of persons are masked in this copy (某某), which makes that label easy: see the figure without it',
      'names known: the nation to its towns, Zhejiang to its villages; for the simulated ones the nation to its counties and Yuyao',
    ],
  };
}

export const bench: Bench = {
  name: 'addresses',
  title: { zh: '地址解析', en: 'Addresses: parts, and the village they lie in' },
  run: measure,
};
