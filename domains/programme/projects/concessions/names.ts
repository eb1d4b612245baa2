import type { Names } from '../undertakings/names.ts';

/** Ways of public-private operation (《基础设施和公用事业特许经营管理办法》 art. 5, and operation on commission). */
export const modes = ['bot', 'tot', 'rot', 'boot', 'operate'] as const;
export const modeNames: Names = {
  bot: { zh: '建设-运营-移交（BOT）', en: 'Build-operate-transfer' },
  tot: { zh: '转让-运营-移交（TOT）', en: 'Transfer-operate-transfer' },
  rot: { zh: '改建-运营-移交（ROT）', en: 'Rehabilitate-operate-transfer' },
  boot: { zh: '建设-拥有-运营-移交（BOOT）', en: 'Build-own-operate-transfer' },
  operate: { zh: '委托运营', en: 'Operation on commission' },
};

export const rhythmNames: Names = {
  month: { zh: '每月', en: 'Each month' },
  quarter: { zh: '每季', en: 'Each quarter' },
  year: { zh: '每年', en: 'Each year' },
};

export const counts = ['period', 'year'] as const;
export const countNames: Names = {
  period: { zh: '按期分档', en: 'Bands of each period' },
  year: { zh: '按年累计分档', en: 'Bands of the year so far' },
};
