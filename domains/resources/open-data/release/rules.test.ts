import { expect, test } from 'vitest';
import { columnFaults, waysOf } from './rules.ts';
import type { Source, SourceField } from './source.ts';

const field = (name: string, more: Partial<SourceField>): SourceField => ({
  name,
  label: { zh: name, en: name },
  type: 'text',
  sensitivity: 'internal',
  coded: false,
  identifies: false,
  withheld: false,
  ...more,
});

const fields = [
  field('onsetOn', { type: 'date', sensitivity: 'sensitive' }),
  field('disease', { sensitivity: 'sensitive', coded: true }),
  field('bornOn', { type: 'date', sensitivity: 'personal' }),
  field('reportedOn', { type: 'date' }),
];
const title = { zh: '病例', en: 'Cases' };
const source: Source = { code: 'x', title, provider: 'p', open: 'conditional', ofPeople: true, fields };

test('what is personal leaves coarser, and what is sensitive as a class alone, whatever is proposed', () => {
  expect(Object.fromEntries(fields.map((each) => [each.name, waysOf(each)]))).toEqual({
    onsetOn: [],
    disease: ['class'],
    bornOn: expect.not.arrayContaining(['keep']),
    reportedOn: expect.arrayContaining(['keep', 'year']),
  });
  const faults = (as: 'year' | 'class' | 'keep', name: string) =>
    columnFaults(source, [{ field: name, as, part: 'quasi' }]).map(({ code }) => code);
  expect(faults('year', 'onsetOn')).toEqual(['open-data.personal-field']);
  expect(faults('keep', 'disease')).toEqual(['open-data.personal-field']);
  expect(faults('class', 'disease')).toEqual([]);
  expect(faults('year', 'bornOn')).toEqual([]);
});
