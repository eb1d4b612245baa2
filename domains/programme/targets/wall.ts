import type { Text } from '#kernel/texts';
import type { WallList, WallValue } from '#kernel/wall';
import type { PlanTarget } from './contract.ts';
import { readPlan } from './handlers.ts';
import { printFigure, planOrder } from './printed.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

const say = (name: keyof typeof zh): Text => ({ zh: zh[name], en: en[name] });
const pathOf = (id: string): string => `/targets/figures/${encodeURIComponent(id)}`;

const asWords = (figure: Parameters<typeof printFigure>[0]): Text | null => {
  const printed = { zh: printFigure(figure, 'zh'), en: printFigure(figure, 'en') };
  return printed.zh === undefined || printed.en === undefined ? null : { zh: printed.zh, en: printed.en };
};

function baselineOf({ baseline }: PlanTarget): WallValue {
  const words = baseline === null ? null : asWords(baseline);
  if (!baseline || !words) return { name: say('baseline'), text: null, absent: say('noBaseline') };
  const text = { zh: `${words.zh}（${baseline.asOf}）`, en: `${words.en} (${baseline.asOf})` };
  return { name: say('baseline'), text, path: pathOf(baseline.id) };
}

/** The plan's targets beside its baselines, word for word; no live value is set beside them where there is none. */
export const planTargets: WallList = {
  code: 'targets.plan',
  path: '/targets/figures?kind=target',
  title: say('planTargets'),
  permission: 'public',
  looksBack: true,
  async read(context, { most }) {
    const { targets, baselines } = await readPlan(context.db);
    return {
      total: targets.length,
      rows: planOrder(targets)
        .slice(0, most)
        .map((target) => ({
          key: target.id,
          title: target.name,
          note: { zh: target.clause, en: target.clause },
          tone: 'calm' as const,
          values: [
            { name: say('target'), text: asWords(target), absent: say('noNumber') },
            baselineOf(target),
          ],
          path: pathOf(target.id),
          simulated: false,
        })),
      note: {
        zh: `如规划所印，共 ${targets.length} 项目标、${baselines} 个基数；不与模拟值比较`,
        en: `As printed: ${targets.length} targets, ${baselines} baselines; never compared with simulated values`,
      },
    };
  },
};
