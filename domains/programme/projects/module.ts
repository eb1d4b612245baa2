import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { wallListPoint } from '#kernel/wall';
import { projectCityChecks, projectCityFiles } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { load } from './load.ts';
import { proposals } from './proposals/process.ts';
import { proposalWriting } from './proposals/writing.ts';
import { Counterpart, Project, Proposal } from './records.ts';
import { texts } from './texts.ts';
import { Activity, Contract, Payment, Undertaking } from './undertakings/records.ts';
import { inventedUndertakings } from './undertakings/simulate.ts';
import * as writing from './undertakings/writing.ts';
import { keyProjects } from './wall.ts';

export default defineModule({
  id: 'projects',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tasks', 'catalogue', 'applications', 'workflow'],
  permissions: {
    'projects:read': texts.read,
    'projects:write': texts.write,
    'projects:approve': texts.approve,
  },
  records: [
    mountRecord(Project),
    mountRecord(Proposal, proposalWriting),
    mountRecord(Counterpart),
    mountRecord(Undertaking, writing.undertakingWriting),
    mountRecord(Activity, writing.activityWriting),
    mountRecord(Contract, writing.contractWriting),
    mountRecord(Payment, writing.paymentWriting),
  ],
  mounted: mount(operations, handlers),
  cityFiles: projectCityFiles,
  cityChecks: projectCityChecks,
  load,
  contributes: [
    ...proposals.contributions,
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, inventedUndertakings),
    contribute(wallListPoint, keyProjects),
  ],
});
