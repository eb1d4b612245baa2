import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export interface Drawn {
  readonly draw: (options: EChartsCoreOption) => void;
  readonly dispose: () => void;
}

/** Draws into an element and follows its size. The only place that knows ECharts; loaded with the first chart. */
export function drawInto(element: HTMLElement): Drawn {
  const chart = init(element);
  const size = new ResizeObserver(() => chart.resize());
  size.observe(element);
  return {
    draw: (options) => chart.setOption(options, true),
    dispose: () => {
      size.disconnect();
      chart.dispose();
    },
  };
}
