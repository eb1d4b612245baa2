import { z } from 'zod';
import type { PublishedView } from '#kernel/published-view';
import { field } from '#kernel/record';
import { Person } from './records.ts';

const { id, sex, birthDate, division, sources } = Person.fields;

/** People as others may count them: no identifying values, and whether they live. */
export const personView: PublishedView = {
  id: 'registers.person_v1',
  title: { zh: '人口（公布视图）', en: 'Persons as published' },
  key: 'id',
  fields: {
    id,
    sex,
    birthDate,
    division,
    sources,
    alive: field(z.boolean(), { zh: '在世', en: 'Alive' }, { sensitivity: 'personal', mask: 'hidden' }),
  },
  simulated: 'simulated',
  writtenAt: 'valid_from',
  of: [Person.id],
  listens: ['registers.batch-joined'],
  rights: { record: Person.id },
};
