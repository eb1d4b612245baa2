import { z } from 'zod';
import { defineModule, mountRecord } from '#kernel/module';
import { defineRecord, field } from '#kernel/record';

/** A record with everything that rights can hang on: department, division, owner, a name that is personal, a public alias. */
export const Fellow = defineRecord({
  module: 'people',
  name: 'fellow',
  plural: 'fellows',
  table: 'people.fellow',
  key: 'id',
  label: 'name',
  versions: 'none',
  title: { zh: '人', en: 'Fellow' },
  fields: {
    id: field(z.string(), { zh: '标识', en: 'Id' }),
    name: field(z.string(), { zh: '姓名', en: 'Name' }, { sensitivity: 'personal', mask: 'name' }),
    firm: field(z.string().nullable().optional(), { zh: '单位', en: 'Firm' }),
    department: field(z.string().nullable().optional(), { zh: '部门', en: 'Department' }),
    division: field(z.string().nullable().optional(), { zh: '区划', en: 'Division' }),
    owner: field(z.string().nullable().optional(), { zh: '本人', en: 'Owner' }),
  },
  list: { filters: [], orders: ['id'], search: ['name', 'firm'] },
  rights: {
    read: 'people:read',
    write: 'people:write',
    reveal: 'people:reveal',
    scope: { department: 'department', division: 'division', own: 'owner' },
  },
});

export const people = defineModule({
  id: 'people',
  title: { zh: '人', en: 'People' },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: {
    'people:read': { zh: '读', en: 'Read' },
    'people:write': { zh: '写', en: 'Write' },
    'people:reveal': { zh: '看', en: 'Reveal' },
  },
  records: [mountRecord(Fellow)],
});
