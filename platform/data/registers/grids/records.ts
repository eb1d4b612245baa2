import { defineRecord, field, reference } from '#kernel/record';

const open = { sensitivity: 'public' } as const;

/** A house of a grid: the list by which a grid's officer goes (GB/T 30428.1: a grid is the smallest area of management). */
export const GridHouse = defineRecord({
  module: 'registers',
  name: 'grid-house',
  plural: 'grid-houses',
  table: 'registers.grid_house',
  key: 'house',
  label: 'house',
  versions: 'valid-time',
  title: { zh: '网格楼栋', en: 'House of a grid' },
  description: {
    zh: '每个网格包含哪些楼栋（门牌）：人口按住址所在楼栋归入网格。',
    en: 'Which houses lie in which grid: people belong to the grid of the house in which they live.',
  },
  fields: {
    house: field(
      reference('addresses.address'),
      { zh: '楼栋地址编码', en: 'Address code of the house' },
      { ...open, aliases: ['楼栋', '地址编码'] },
    ),
    grid: field(
      reference('organisations.division'),
      { zh: '网格', en: 'Grid' },
      { ...open, aliases: ['网格代码'] },
    ),
  },
  list: { filters: ['grid', 'house'], orders: ['house'], columns: ['house', 'grid'] },
  rights: { read: 'registers:grids', write: 'registers:grids-write', scope: { division: 'grid' } },
});
