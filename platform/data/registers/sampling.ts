import type { SamplingFrame } from '#kernel/sampling';
import { findTiedAccounts } from '#platform/base/identity';
import { divisionsOfPersons } from './store.ts';

/** Digits of a town or street in a division code (GB/T 10114: six of the county, three of the town). */
const townDigits = 9;

/** Citizens with an account whom the person register knows, each in the town where they live. */
export const residents: SamplingFrame = {
  code: 'registers.residents',
  title: { zh: '有账户的居民（按乡镇街道分层）', en: 'Residents with an account, by town' },
  members: async (_context, db) => {
    const accounts = await findTiedAccounts(db);
    const divisions = await divisionsOfPersons(
      db,
      accounts.map(({ person }) => person),
    );
    return accounts.flatMap(({ id, person, simulated }) => {
      const division = divisions.get(person);
      if (division === undefined) return [];
      return [{ account: id, stratum: division.slice(0, townDigits), simulated }];
    });
  },
};
