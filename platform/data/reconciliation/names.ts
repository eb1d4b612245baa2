import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const rhythms: Names = {
  none: { zh: '只手动', en: 'by hand only' },
  delivery: { zh: '任一方更新后', en: 'when a side was updated' },
  daily: { zh: '每天', en: 'daily' },
  weekly: { zh: '每周', en: 'weekly' },
  monthly: { zh: '每月', en: 'monthly' },
};

export const findingSides: Names = {
  none: { zh: '不下发', en: 'to nobody' },
  left: { zh: '左方单位', en: "to the left side's owner" },
  right: { zh: '右方单位', en: "to the right side's owner" },
  both: { zh: '双方单位', en: 'to both owners' },
};

export const missings: Names = {
  differs: { zh: '算不一致', en: 'is a difference' },
  skipped: { zh: '不比', en: 'is skipped' },
};

export const kindNames: Names = {
  differs: { zh: '不一致', en: 'differs' },
  'only-left': { zh: '仅左方有', en: 'only left' },
  'only-right': { zh: '仅右方有', en: 'only right' },
  'duplicate-left': { zh: '左方关键字重复', en: 'key repeated left' },
  'duplicate-right': { zh: '右方关键字重复', en: 'key repeated right' },
  'no-key-left': { zh: '左方无关键字', en: 'no key left' },
  'no-key-right': { zh: '右方无关键字', en: 'no key right' },
};
