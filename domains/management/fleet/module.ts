import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { listen } from './listener.ts';
import { Terminal, Vehicle } from './records.ts';
import { carriers } from './simulate.ts';
import { texts } from './texts.ts';
import { terminalWriting, vehicleWriting } from './writing.ts';

export default defineModule({
  id: 'fleet',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tracks'],
  permissions: { 'fleet:read': texts.read, 'fleet:write': texts.write },
  records: [mountRecord(Vehicle, vehicleWriting), mountRecord(Terminal, terminalWriting)],
  mounted: mount(operations, handlers),
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, carriers),
  ],
  start: listen,
});
