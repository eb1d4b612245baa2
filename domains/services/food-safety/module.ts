import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { inspectionKindPoint } from '#platform/matter/inspections';
import { restaurantsFile } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { restaurantInspection } from './inspection.ts';
import { load } from './load.ts';
import { Restaurant } from './records.ts';
import { bureau } from './simulate.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'food-safety',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'inspections'],
  permissions: { 'food-safety:read': texts.read, 'food-safety:write': texts.write },
  mounted: mount(operations, handlers),
  records: [mountRecord(Restaurant)],
  contributes: [
    contribute(inspectionKindPoint, restaurantInspection),
    contribute(playedPoint, bureau),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
  ],
  cityFiles: [restaurantsFile],
  load,
});
