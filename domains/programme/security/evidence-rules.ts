import { maskValue } from '#kernel/record-server';
import type { RecordOf } from '#kernel/record';

/** Licences that a city may run and change without asking anybody; weak copyleft by file (MPL) among them. */
const free = new Set([
  'MIT',
  'MIT/X11',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
]);

/** Whether an SPDX expression (`(MIT OR GPL-3.0)`, `MIT AND Zlib`) leaves a free choice. */
export function isFree(expression: string): boolean {
  const plain = expression.replace(/[()]/g, ' ').trim();
  return plain
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((licence) => free.has(licence.trim())));
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly license?: string | undefined; readonly dev?: boolean | undefined }>
  >;
}

/** What runs in the product, by its licence. @returns how many, and those that are not free or do not say */
export function readLicences({ packages }: Lock): {
  readonly count: number;
  readonly doubtful: readonly string[];
} {
  const run = Object.entries(packages).filter(([name, { dev }]) => name !== '' && dev !== true);
  const doubtful = run
    .filter(([, { license }]) => license === undefined || !isFree(license))
    .map(([name, { license = '?' }]) => `${name.replace(/^.*node_modules\//, '')} (${license})`);
  return { count: run.length, doubtful: [...new Set(doubtful)].toSorted() };
}

export interface Masks {
  readonly personal: number;
  readonly sensitive: number;
  /** Fields that are shown only as whether there is something: no mask was said. */
  readonly hidden: number;
  /** Fields whose mask leaves something as it is. */
  readonly open: number;
}

/** What must not be read any more once it is masked, whatever the field holds. */
const samples = [
  '余姚试验员甲',
  '000281199001011234',
  '19900000001',
  '浙江省余姚市试验路 1 号 101 室',
  '1990-01-01',
];

/** Fields by class, and how the kernel shows them to whoever has no reason. */
export function countMasks(records: readonly Pick<RecordOf, 'fields'>[]): Masks {
  const fields = records.flatMap((record) => Object.values(record.fields));
  const of = (sensitivity: string) => fields.filter((each) => each.sensitivity === sensitivity);
  const guarded = [...of('personal'), ...of('sensitive')];
  return {
    personal: of('personal').length,
    sensitive: of('sensitive').length,
    open: guarded.filter(({ mask }) => samples.some((sample) => maskValue(sample, mask) === sample)).length,
    hidden: guarded.filter(({ mask }) => mask === undefined || mask === 'hidden').length,
  };
}
