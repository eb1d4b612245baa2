import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { formReceiverPoint } from '#platform/base/forms';
import { mandateOpeningPoint } from '#platform/base/relations';
import { fileSectionPoint } from '#platform/data/registers';
import { gatePoint } from '#platform/matter/assessment';
import { beforeScheme, beforeSchemeEnds, receiver } from './applying.ts';
import { onceAYear } from './checks.ts';
import { operations } from './contract.ts';
import { applicationsInFile } from './file-section.ts';
import { follows } from './follow.ts';
import { handlers } from './handlers.ts';
import { applications, subscriptions } from './process.ts';
import { Application, Scheme } from './records.ts';
import { applicants } from './simulate.ts';
import { texts } from './texts.ts';

const agent = { kind: 'relations.company-agent', permissions: ['grants:apply'] } as const;

export default defineModule({
  id: 'grants',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: [
    'organisations',
    'identity',
    'relations',
    'documents',
    'forms',
    'payments',
    'publishing',
    'registers',
    'assessment',
    'workflow',
  ],
  permissions: {
    'grants:read': texts.read,
    'grants:reveal': texts.reveal,
    'grants:manage': texts.manage,
    'grants:decide': texts.decide,
    'grants:apply': texts.apply,
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Scheme, { beforeWrite: beforeScheme, beforeWithdraw: beforeSchemeEnds }),
    mountRecord(Application),
  ],
  subscriptions: [...subscriptions, ...follows],
  contributes: [
    contribute(formReceiverPoint, receiver),
    contribute(mandateOpeningPoint, agent),
    contribute(playedPoint, applicants),
    contribute(gatePoint, onceAYear),
    contribute(fileSectionPoint, applicationsInFile),
    ...applications.contributions,
  ],
});
