import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import type { measureOperations } from './contract.ts';
import { defineMeasure, retireMeasure } from './define.ts';
import { csvFile, sdmxFile, toCsv } from './formats.ts';
import { previewMeasure } from './preview.ts';
import { openCsv, openSdmx, readOpen } from './open-reading.ts';
import { readDefined, readVersions } from './read-definition.ts';
import { readMeasureRows } from './read-rows.ts';
import { readMeasureSeries, readReleases } from './read-series.ts';
import { listAddable, listSources } from './source-list.ts';

export const measureHandlers: Handlers<typeof measureOperations> = {
  measureSeries: ({ params, query }, context) => readMeasureSeries(context, params.code, query),
  async measureCsv({ params, query }, context) {
    return csvFile(params.code, toCsv(await readMeasureSeries(context, params.code, query)));
  },
  async measureSdmx({ params, query }, context) {
    const series = await readMeasureSeries(context, params.code, query);
    const at = context.clock.now().toISOString();
    return sdmxFile(series, { at, href: `/api/indicators/measures/${params.code}/series` });
  },
  openMeasure: ({ params, query }, context) => readOpen(context, params.code, query),
  openMeasureCsv: ({ params, query }, context) => openCsv(context, params.code, query),
  openMeasureSdmx: ({ params, query }, context) => openSdmx(context, params.code, query),
  measureRows: ({ params, query }, context) => readMeasureRows(context, params.code, query),
  async measureReleases({ params, query }, context) {
    return { items: await readReleases(context, params.code, query.grain) };
  },
  measureDefined: ({ params }, context) => readDefined(context, params.code),
  async measureVersions({ params }, context) {
    return { items: await readVersions(context, params.code) };
  },
  async measureSources(_input, context) {
    return { ...(await listSources(context)), measures: await listAddable(context) };
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
  async retireMeasure({ params, body }, context) {
    await retireMeasure(context, params.code, body?.reason);
    return { code: params.code };
  },
};
