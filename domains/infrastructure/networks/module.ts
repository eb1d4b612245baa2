import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { wallLayerPoint } from '#kernel/wall';
import { remeasureOn } from '#platform/sense/indicators';
import { operations } from './contract.ts';
import { networksChanged, tellChanged } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { Sharing, Tower } from './records.ts';
import { operators } from './simulate.ts';
import { texts } from './texts.ts';
import { towerLayer } from './wall.ts';
import { sharingWriting, towerWriting } from './writing.ts';

export default defineModule({
  id: 'networks',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'indicators'],
  permissions: {
    'networks:read': texts.read,
    'networks:write': texts.write,
    'networks:plan': texts.plan,
  },
  records: [mountRecord(Tower, towerWriting), mountRecord(Sharing, sharingWriting)],
  mounted: mount(operations, handlers),
  events: [networksChanged],
  subscriptions: [tellChanged, remeasureOn(networksChanged)],
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, operators),
    contribute(wallLayerPoint, towerLayer),
  ],
});
