import type { Names } from '../undertakings/names.ts';

export const riskStates = ['open', 'occurred', 'closed'] as const;
export const riskStateNames: Names = {
  open: { zh: '存在', en: 'Open' },
  occurred: { zh: '已发生', en: 'Occurred' },
  closed: { zh: '已解除', en: 'Closed' },
};

/** Ways to treat a risk (ISO 31000:2018, 6.5.2; the four of PMI's guide for threats). */
export const responses = ['avoid', 'reduce', 'transfer', 'accept'] as const;
export const responseNames: Names = {
  avoid: { zh: '规避', en: 'Avoid' },
  reduce: { zh: '减轻', en: 'Reduce' },
  transfer: { zh: '转移', en: 'Transfer' },
  accept: { zh: '接受', en: 'Accept' },
};

export type Level = 'high' | 'middle' | 'low';
export const levelNames: Readonly<Record<Level, { readonly zh: string; readonly en: string }>> = {
  high: { zh: '高', en: 'high' },
  middle: { zh: '中', en: 'middle' },
  low: { zh: '低', en: 'low' },
};

/** Of likelihood × impact, each 1 to 5: 15 and above is high, 8 and above is middle. */
export function levelOf(score: number): Level {
  if (score >= 15) return 'high';
  return score >= 8 ? 'middle' : 'low';
}
