import { handInFile } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { GridHouse } from './records.ts';
import { housesAndGrids } from './played-store.ts';

/** The houses of a village in as many parts, one after the other, as it has grids. */
const fileOf = (
  villages: readonly { readonly houses: readonly string[]; readonly grids: readonly string[] }[],
): string =>
  [
    '楼栋地址编码,网格,模拟数据',
    ...villages.flatMap(({ houses, grids }) =>
      houses.map((house, at) => `${house},${grids[Math.floor((at * grids.length) / houses.length)]},是`),
    ),
    '',
  ].join('\n');

/** The office of grids hands in which houses lie in which of the invented grids. */
export const gridOffice: Played = {
  name: 'registers.grid-office',
  grants: {
    'organisations:read': 'city',
    'addresses:read': 'city',
    'registers:grids': 'city',
    'registers:grids-write': 'city',
    'jobs:own': 'own',
  },
  async play(context) {
    const villages = await housesAndGrids(context.db);
    if (villages.length > 0)
      await handInFile(context, GridHouse, 'simulated-grid-houses.csv', fileOf(villages));
  },
};
