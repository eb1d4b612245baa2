import { z } from 'zod';
import { defineModule, mountRecord } from '#kernel/module';
import { defineRecord, field, undivided } from '#kernel/record';

const name = (word: string) => ({ zh: word, en: word });

/** What was asked at a desk, and whether it was answered in time: rows to make measures of. */
export const Request = defineRecord({
  module: 'test-desk',
  name: 'request',
  plural: 'requests',
  table: 'test_desk.request',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: name('request'),
  fields: {
    id: field(z.string(), name('id')),
    desk: field(z.enum(['north', 'south']), name('desk'), {
      names: { north: { zh: '城北', en: 'North' }, south: { zh: '城南', en: 'South' } },
    }),
    askedOn: field(z.iso.date(), name('asked on')),
    late: field(z.boolean(), name('late')),
  },
  list: { filters: ['desk', 'askedOn'], orders: ['id'] },
  rights: { read: 'test-desk:read', scope: undivided },
});

/** A module with rows to measure. */
export const deskModule = defineModule({
  id: 'test-desk',
  title: name('desk'),
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'indicators'],
  permissions: { 'test-desk:read': name('read') },
  records: [mountRecord(Request)],
});
