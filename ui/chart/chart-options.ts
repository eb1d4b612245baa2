import type { Language } from '#kernel/texts';
import { seriesTokens, type Tokens } from '../theme/tokens.ts';
import type { ChartData } from './chart-types.ts';

/** Our chart as ECharts' options: our colours in their order, labels at the series, no legend where one label fits. */
export function chartOptions(data: ChartData, tokens: Tokens, language: Language) {
  const lying = data.kind === 'row';
  const text = { color: tokens['ink-2'], fontFamily: tokens.sans };
  const categories = {
    type: 'category' as const,
    data: [...data.categories],
    inverse: lying,
    axisLabel: { ...text, hideOverlap: true },
    axisLine: { lineStyle: { color: tokens['line-strong'] } },
    axisTick: { show: false },
  };
  const values = {
    type: 'value' as const,
    name: data.unit?.[language] ?? '',
    nameTextStyle: text,
    axisLabel: text,
    splitLine: { lineStyle: { color: tokens.line } },
  };
  return {
    color: seriesTokens.map((name) => tokens[name]),
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    textStyle: text,
    grid: { left: 8, right: data.kind === 'line' ? 72 : 24, top: 36, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis' as const,
      backgroundColor: tokens.sheet,
      borderColor: tokens['line-strong'],
      textStyle: { color: tokens.ink, fontFamily: tokens.sans },
    },
    ...(data.series.length > 1 && data.kind !== 'line'
      ? { legend: { top: 0, right: 0, textStyle: text } }
      : {}),
    xAxis: lying ? values : categories,
    yAxis: lying ? categories : values,
    series: data.series.map((series) => seriesOf(data, series, { tokens, language })),
  };
}

interface Drawing {
  readonly tokens: Tokens;
  readonly language: Language;
}

function seriesOf(data: ChartData, series: ChartData['series'][number], { tokens, language }: Drawing) {
  const name = series.name[language];
  const label = { color: tokens['ink-2'], fontFamily: tokens.sans };
  const common = { name, data: [...series.values] };
  if (data.kind === 'line')
    return {
      ...common,
      type: 'line' as const,
      showSymbol: data.categories.length <= 31,
      symbolSize: 5,
      lineStyle: { width: 2, type: series.dashed ? ('dashed' as const) : ('solid' as const) },
      endLabel: { show: true, formatter: name, ...label },
    };
  return {
    ...common,
    type: 'bar' as const,
    barMaxWidth: 28,
    ...(data.kind === 'stacked' ? { stack: 'all' } : {}),
    ...(data.series.length === 1 && data.categories.length <= 24
      ? {
          label: {
            show: true,
            position: data.kind === 'row' ? ('right' as const) : ('top' as const),
            ...label,
          },
        }
      : {}),
  };
}
