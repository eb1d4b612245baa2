import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import type { measureOperations } from './contract.ts';
import { defineMeasure, previewMeasure, retireMeasure } from './define.ts';
import { readMeasureSeries, readReleases } from './read-series.ts';
import { listSources } from './source-list.ts';

export const measureHandlers: Handlers<typeof measureOperations> = {
  measureSeries: ({ params, query }, context) => readMeasureSeries(context, params.code, query),
  async measureReleases({ params, query }, context) {
    return { items: await readReleases(context, params.code, query.grain) };
  },
  async measureSources(_input, context) {
    return { items: listSources(context) };
  },
  previewMeasure: ({ body }, context) => previewMeasure(context, body),
  async defineMeasure({ params, body }, context) {
    if (params.code !== body.code)
      throw new Problem(400, 'indicators.code-differs', {
        zh: '地址中的代码与定义中的不一致。',
        en: 'The code of the address is not that of the definition.',
      });
    await defineMeasure(context, body);
    return { code: body.code };
  },
  async retireMeasure({ params }, context) {
    await retireMeasure(context, params.code);
    return { code: params.code };
  },
};
