import { Problem } from '#kernel/problem';
import type { Incoming } from '#kernel/record-server';

const digitsOfGrid = 15;

/**
 * A house lies in a grid of its own village, as its code says.
 * @throws Problem 422 `registers.no-grid`, `registers.grid-elsewhere`
 */
export function beforeGridHouse(incoming: Incoming): Promise<Incoming> {
  const [house, grid] = [String(incoming['house'] ?? ''), String(incoming['grid'] ?? '')];
  if (grid.length !== digitsOfGrid)
    throw new Problem(422, 'registers.no-grid', {
      zh: '网格代码为 15 位：村（社区）代码加三位。',
      en: 'The code of a grid has 15 digits: that of its village and three more.',
    });
  if (!house.startsWith(grid.slice(0, 12)))
    throw new Problem(422, 'registers.grid-elsewhere', {
      zh: '网格与楼栋不在同一个村（社区）。',
      en: 'Grid and house lie in different villages.',
    });
  return Promise.resolve(incoming);
}
