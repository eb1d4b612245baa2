import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const kinds = {
  parcel: { zh: '地块', en: 'parcel of land' },
  forest: { zh: '森林', en: 'forest' },
  grassland: { zh: '草地', en: 'grassland' },
  water: { zh: '水流', en: 'river, canal or lake' },
  wetland: { zh: '湿地', en: 'wetland' },
  coast: { zh: '滩涂海岸', en: 'coast' },
  mineral: { zh: '矿产', en: 'mineral deposit' },
} as const satisfies Names;

export const rightKinds = {
  state: { zh: '国家所有', en: 'owned by the state' },
  collective: { zh: '集体所有', en: 'owned by a collective' },
  use: { zh: '使用权', en: 'right of use' },
} as const satisfies Names;

export const overlapStates = {
  open: { zh: '待核对', en: 'to be checked' },
  gone: { zh: '已消除', en: 'gone' },
} as const satisfies Names;
