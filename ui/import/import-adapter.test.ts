import { expect, test } from 'vitest';
import { assign, mappingOf, unassigned } from './import-adapter.ts';

const fields = [
  { name: 'name', label: { zh: '姓名', en: 'Name' }, required: true },
  { name: 'sex', label: { zh: '性别', en: 'Sex' }, required: false },
];

test('a column moves to the field it is given to, and leaves the one it was in', () => {
  const mapping = mappingOf({
    mapping: [
      { field: 'name', header: '姓名', reason: 'label' },
      { field: 'sex', header: '备注', reason: 'similar' },
    ],
  });
  expect(assign(mapping, 'name', '备注')).toEqual({ name: '备注', sex: null });
});

test('an import cannot run while a required field has no column', () => {
  expect(unassigned(fields, { name: null, sex: '性别' }).map((field) => field.name)).toEqual(['name']);
  expect(unassigned(fields, { name: '姓名' })).toEqual([]);
});
