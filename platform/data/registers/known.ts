import type { KnownSource } from '#platform/data/quality';
import * as store from './known-store.ts';

/** Registers that a rule of quality may ask: is there such a person, such a company? */
export const knownPersons: KnownSource = {
  id: 'registers.person',
  title: { zh: '人口库', en: 'Register of persons' },
  fields: { citizenId: { zh: '公民身份号码', en: 'Citizen identity number' } },
  values: (db) => store.identifiersOf(db, { table: 'registers.person', column: 'citizen_id' }),
};

export const knownCompanies: KnownSource = {
  id: 'registers.company',
  title: { zh: '法人库', en: 'Register of companies' },
  fields: { creditCode: { zh: '统一社会信用代码', en: 'Unified social credit code' } },
  values: (db) => store.identifiersOf(db, { table: 'registers.company', column: 'credit_code' }),
};
