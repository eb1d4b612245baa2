import type { Handlers } from '#kernel/module';
import { grains } from '../shapes.ts';
import { forecastOf } from './ahead.ts';
import type { miningOperations } from './contract.ts';
import { crossTableOf } from './cross-table.ts';
import { driversOf } from './find-drivers.ts';
import { segmentsOf } from './find-segments.ts';
import { historyOf } from './history.ts';
import { pairsOf } from './pairs.ts';
import { addsUp, isRatioOf, measuresOf } from './read.ts';

export const miningHandlers: Handlers<typeof miningOperations> = {
  async miningMeasures(_input, context) {
    const all = await measuresOf(context);
    const items = [...all.values()].map((measure) => ({
      code: measure.code,
      title: measure.title,
      grains: grains.slice(grains.indexOf(measure.grain)),
      isRatio: isRatioOf(measure),
      addsUp: addsUp(measure, all),
      dimensions: measure.dimensions.map(({ name, title }) => ({ name, title })),
    }));
    return { items };
  },
  drivers: ({ query }, context) => driversOf(context, query),
  forecast: ({ query }, context) => forecastOf(context, query),
  history: ({ query }, context) => historyOf(context, query),
  pairs: ({ query }, context) => pairsOf(context, query),
  crossTable: ({ query }, context) => crossTableOf(context, query),
  segments: ({ query }, context) => segmentsOf(context, query),
};
