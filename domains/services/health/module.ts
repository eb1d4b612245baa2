import { indicatorPoint } from '#kernel/indicator';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { bookingServicePoint } from '#platform/base/scheduling';
import { clinicsFile } from './city.ts';
import { indicators } from './indicators.ts';
import { load } from './load.ts';
import { subscriptions } from './rebooking.ts';
import { services } from './services.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'health',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['scheduling', 'tasks'],
  contributes: [
    ...services.map((service) => contribute(bookingServicePoint, service)),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
  ],
  subscriptions,
  cityFiles: [clinicsFile],
  load,
});
