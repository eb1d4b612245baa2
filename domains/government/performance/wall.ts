import type { WallList } from '#kernel/wall';
import { listInForce } from './wall-store.ts';

const points = (total: number) => {
  const digits = total.toFixed(1);
  return { zh: `${digits} 分`, en: `${digits} points` };
};

/** Totals and places of the evaluation that was published last, each with the range in which its place may lie. */
export const standings: WallList = {
  code: 'performance.standings',
  path: '/performance/results',
  title: { zh: '考评名次', en: 'Places in the evaluation' },
  permission: 'performance:read',
  looksBack: true,
  async read(context, { at, most }) {
    const all = await listInForce(context.db, at);
    const [first] = all;
    return {
      total: all.length,
      rows: all.slice(0, most).map((each) => ({
        key: each.id,
        title: { zh: each.unitZh, en: each.unitEn },
        note: {
          zh: `第 ${each.place} 名（${each.placeLow}–${each.placeHigh}）`,
          en: `Place ${each.place} (${each.placeLow}–${each.placeHigh})`,
        },
        tone: 'calm' as const,
        values: [{ name: { zh: '总分', en: 'Total' }, text: points(each.total) }],
        path: `/performance/results/${encodeURIComponent(each.result)}/cards/${each.unit}`,
        simulated: each.simulated,
      })),
      ...(first
        ? {
            note: {
              zh: `${first.schemeZh}；括号内为名次区间`,
              en: `${first.schemeEn}; ranges of places in brackets`,
            },
          }
        : {}),
    };
  },
};
