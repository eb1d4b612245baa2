import { z } from 'zod';
import { defineModule, mountRecord } from '#kernel/module';
import { defineRecord, field, reference, undivided } from '#kernel/record';

const name = (word: string) => ({ zh: word, en: word });

/** What was asked of a unit, and whether it was answered in time: rows to make a measure of. */
export const Request = defineRecord({
  module: 'test-window',
  name: 'request',
  plural: 'requests',
  table: 'test_window.request',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: name('request'),
  fields: {
    id: field(z.string(), name('id')),
    unit: field(reference('organisations.organisation'), name('unit')),
    askedOn: field(z.iso.date(), name('asked on')),
    late: field(z.boolean(), name('late')),
  },
  list: { filters: ['unit', 'askedOn'], orders: ['id'] },
  rights: { read: 'test-window:read', scope: undivided },
});

/** A module with rows to measure. */
export const windowModule = defineModule({
  id: 'test-window',
  title: name('window'),
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'indicators'],
  permissions: { 'test-window:read': name('read') },
  records: [mountRecord(Request)],
});
