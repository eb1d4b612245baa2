import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { median, type Bench, type BenchResult, type Comparison, type Figure } from './result.ts';
import { describeAll } from './shacl/description.ts';

const rounds = 5;
const most = 2;
const own = join(import.meta.dirname, '../domains/resources/open-data/testing/mandatory.ttl');
/** The two editions of the shapes in release 3.0.1, beside each other: the files of the release, and those of its text. */
const editions = {
  'shacl/ of the release': ['shacl/dcat-ap-SHACL.ttl', 'shacl/ranges.ttl'],
  'html/shacl/ of the release, with the EU vocabularies': [
    'html/shacl/shapes.ttl',
    'html/shacl/range.ttl',
    'html/shacl/mdr-vocabularies.shape.ttl',
  ],
};
/** It asks for algorithms below https://spdx.org, where the vocabulary and the other shapes have http://spdx.org. */
const askedOtherwise = 'http://spdx.org/rdf/terms#algorithm';

async function cpuSeconds<T>(work: () => T | Promise<T>): Promise<{ value: T; seconds: number }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}

const parse = (turtle: string): Store => new Store(new Parser().parse(turtle));

interface Edition {
  readonly name: string;
  readonly validators: readonly Validator[];
}

const validatorsOf = (folder: string, files: readonly string[]): Promise<Validator[]> =>
  Promise.all(files.map(async (file) => new Validator(parse(await readFile(join(folder, file), 'utf8')))));

/** The official shapes where `DCAT_AP_SHAPES` names their folder, else our own of what is mandatory. */
async function shapes(): Promise<{ all: readonly Edition[]; isOfficial: boolean }> {
  const folder = process.env['DCAT_AP_SHAPES'];
  if (folder === undefined || !existsSync(folder)) {
    const validators = await validatorsOf(dirname(own), [basename(own)]);
    return { all: [{ name: 'our own shapes of what is mandatory', validators }], isOfficial: false };
  }
  const all = await Promise.all(
    Object.entries(editions).map(async ([name, files]) => ({
      name: `DCAT-AP 3.0.1, ${name}`,
      validators: await validatorsOf(folder, files),
    })),
  );
  return { all, isOfficial: true };
}

async function violationsOf(graph: Store, validators: readonly Validator[]): Promise<number> {
  let found = 0;
  for (const validator of validators) {
    const { results } = await validator.validate(graph);
    found += results.filter(
      ({ severity, path }) => severity?.value.endsWith('#Violation') && path?.value !== askedOtherwise,
    ).length;
  }
  return found;
}

interface Ran {
  readonly edition: string;
  readonly seconds: number;
  readonly first: number;
}

/** Held against one edition, several times; the first is dearer, for nothing of it was compiled yet. @throws when something is violated */
async function holdAgainst({ name, validators }: Edition, turtle: string, datasets: number): Promise<Ran> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ran = await cpuSeconds(() => violationsOf(parse(turtle), validators));
    if (ran.value > 0) throw new Error(`${ran.value} violations of ${name}`);
    seconds.push(ran.seconds);
  }
  // A description that lacks its titles must be found out, or the shapes have looked at nothing.
  const untitled = parse(turtle.replaceAll(/ {2}dct:title [^;]+;\n/g, ''));
  if ((await violationsOf(untitled, validators)) < datasets) throw new Error(`${name} looks at nothing`);
  return { edition: name, seconds: median(seconds), first: seconds[0] ?? Number.NaN };
}

async function readingOf(turtle: string): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) seconds.push((await cpuSeconds(() => parse(turtle))).seconds);
  return median(seconds);
}

async function measure(): Promise<BenchResult> {
  const { all, isOfficial } = await shapes();
  const described = await cpuSeconds(() => describeAll('cities/yuyao'));
  const { turtle, datasets } = described.value;
  const reading = await readingOf(turtle);
  const ran: Ran[] = [];
  for (const edition of all) ran.push(await holdAgainst(edition, turtle, datasets));
  return {
    comparisons: ran.flatMap(({ edition, seconds }): Comparison[] => [
      {
        what: `${datasets} datasets read and held against ${edition}`,
        unit: 'CPU s',
        ours: seconds,
        baseline: most,
        baselineIs: 'what we allow',
        target: 1,
      },
      {
        what: 'the same',
        unit: 'CPU s',
        ours: seconds,
        baseline: reading,
        baselineIs: 'n3 reading the same Turtle and nothing else',
      },
    ]),
    figures: [
      ...ran.map(({ edition, first }): Figure => ({
        what: `${edition}, the first time`,
        unit: 'CPU s',
        value: first,
      })),
      { what: 'the catalogue read and described as Turtle', unit: 'CPU s', value: described.seconds },
    ],
    notes: [
      `${parse(turtle).size} triples of ${datasets} datasets, four files each; no violation`,
      ...(isOfficial
        ? []
        : [
            'DCAT_AP_SHAPES names no folder of release 3.0.1 of SEMICeu/DCAT-AP: the official shapes were not run',
          ]),
    ],
  };
}

export const bench: Bench = {
  name: 'shacl',
  title: {
    zh: '209 个数据集的 DCAT-AP 描述通过 SHACL',
    en: 'The DCAT-AP description of 209 datasets under SHACL',
  },
  run: measure,
};
