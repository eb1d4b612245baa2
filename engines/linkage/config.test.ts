import { expect, test } from 'vitest';
import { parseLinkageConfig } from './config.ts';
import { LinkageError } from './linkage-error.ts';
import { makeModel, parseLinkageModel, type LinkageModel } from './model.ts';

const good = { id: 'id', compare: [{ column: 'name', as: 'name' }] };

test('what is not said has a default', () => {
  expect(parseLinkageConfig(good)).toEqual({
    id: { left: 'id', right: 'id' },
    compare: [{ name: 'name', left: 'name', right: 'name', as: 'name', termFrequency: true }],
    unique: [],
    bands: { link: 0.9, clerical: 0.1 },
    blocking: { maxPairs: undefined, pairsPerMatch: 2000, rules: [] },
    seed: 1,
  });
});

const bad: [string, unknown][] = [
  ['config', null],
  ['config', []],
  ['id', { compare: good.compare }],
  ['id', { ...good, id: '' }],
  ['id.right', { ...good, id: { left: 'x' } }],
  ['id.middle', { ...good, id: { left: 'x', right: 'y', middle: 'z' } }],
  ['compare', { id: 'id' }],
  ['compare', { id: 'id', compare: [] }],
  [
    'compare',
    { id: 'id', compare: Array.from({ length: 21 }, (_, at) => ({ column: `c${at}`, as: 'exact' })) },
  ],
  ['compare[0]', { id: 'id', compare: ['name'] }],
  ['compare[0].as', { id: 'id', compare: [{ column: 'name', as: 'nmae' }] }],
  ['compare[0].as', { id: 'id', compare: [{ column: 'name', as: 'toString' }] }],
  ['compare[0].column', { id: 'id', compare: [{ as: 'name' }] }],
  ['compare[0].colum', { id: 'id', compare: [{ colum: 'name', as: 'name' }] }],
  ['compare[1].name', { id: 'id', compare: [good.compare[0], good.compare[0]] }],
  ['compare[0].swap', { id: 'id', compare: [{ column: 'name', as: 'name', swap: 'surname' }] }],
  ['compare[0].swap', { id: 'id', compare: [{ column: 'day', as: 'date', swap: 'day' }] }],
  ['compare[0].termFrequency', { id: 'id', compare: [{ column: 'name', as: 'name', termFrequency: 'no' }] }],
  ['unique[0]', { ...good, unique: ['both'] }],
  ['bands.link', { ...good, bands: { link: 90 } }],
  ['bands.link', { ...good, bands: { link: Number.NaN } }],
  ['bands.clerical', { ...good, bands: { link: 0.5, clerical: 0.6 } }],
  ['blocking.maxPairs', { ...good, blocking: { maxPairs: 0 } }],
  ['blocking.rules[0]', { ...good, blocking: { rules: [['surname']] } }],
  ['seed', { ...good, seed: 1.5 }],
  ['treshold', { ...good, treshold: 0.9 }],
];

test.for(bad)('a wrong %s is named', ([field, value]) => {
  let said: unknown;
  try {
    parseLinkageConfig(value);
  } catch (error) {
    said = error;
  }
  expect(said).toBeInstanceOf(LinkageError);
  expect(said).toMatchObject({ code: 'linkage.config-invalid', field });
  expect((said as LinkageError).detail.zh).toContain(field);
});

const config = parseLinkageConfig(good);
const model: LinkageModel = makeModel(config, {
  estimate: {
    prior: 0.01,
    m: [[0.1, 0.1, 0.1, 0.1, 0.1, 0.5]],
    u: [[0.5, 0.1, 0.1, 0.1, 0.1, 0.1]],
    rounds: 1,
    converged: true,
  },
  blocks: [],
  blockRecall: 1,
  records: { left: 2, right: 2 },
  pairs: 1,
  settled: [],
  vintage: 'test',
});

test('a model comes back from JSON as it was', () => {
  expect(parseLinkageModel(JSON.parse(JSON.stringify(model)), config)).toEqual(model);
});

test.for<[string, unknown]>([
  ['linkage.model-invalid', 'text'],
  ['linkage.model-invalid', { ...model, version: 2 }],
  ['linkage.model-invalid', { ...model, prior: 2 }],
  ['linkage.model-invalid', { ...model, comparisons: undefined }],
  ['linkage.model-invalid', { ...model, comparisons: [{ ...model.comparisons[0], levels: [] }] }],
  ['linkage.model-invalid', { ...model, blocks: [['name, first 99']] }],
  ['linkage.model-other-config', { ...model, comparisons: [{ ...model.comparisons[0], as: 'text' }] }],
])('a model that cannot be used is refused: %s', ([code, value]) => {
  expect(() => parseLinkageModel(value, config)).toThrow(code);
});
