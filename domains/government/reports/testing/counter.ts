import { z } from 'zod';
import { defineModule, mountRecord } from '#kernel/module';
import { defineRecord, field, reference } from '#kernel/record';

const name = (word: string) => ({ zh: word, en: word });

/** Who came to which counter, and whether they waited too long: rows to make measures and reports of. */
export const Visit = defineRecord({
  module: 'test-counter',
  name: 'visit',
  plural: 'visits',
  table: 'test_counter.visit',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: name('visit'),
  fields: {
    id: field(z.string(), name('id')),
    counter: field(z.enum(['north', 'south']), name('counter'), {
      names: { north: { zh: '城北', en: 'North' }, south: { zh: '城南', en: 'South' } },
    }),
    matter: field(z.enum(['house', 'school']), name('matter'), {
      names: { house: { zh: '住房', en: '=House' }, school: { zh: '入学', en: 'School' } },
    }),
    division: field(reference('organisations.division'), name('division'), { unchecked: true }),
    cameOn: field(z.iso.date(), name('came on')),
    late: field(z.boolean(), name('late')),
  },
  list: { filters: ['counter', 'cameOn'], orders: ['id'] },
  rights: { read: 'test-counter:read', scope: { department: 'counter' } },
});

/** A module with rows to measure. */
export const counterModule = defineModule({
  id: 'test-counter',
  title: name('counter'),
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'indicators'],
  permissions: { 'test-counter:read': name('read') },
  records: [mountRecord(Visit)],
});
