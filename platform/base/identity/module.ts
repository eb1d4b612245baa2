import { evidencePoint } from '#kernel/evidence';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { writerNamesPoint } from '#kernel/record-server';
import { authenticate } from './authenticate.ts';
import { rolesCheck, rolesFile } from './city.ts';
import { operations } from './contract.ts';
import { mandateEnded } from './events.ts';
import { identityEvidence } from './evidence.ts';
import { handlers } from './handlers.ts';
import { jobs, schedules } from './jobs.ts';
import { loadRoles } from './load.ts';
import { signOutWayPoint } from './leaving/points.ts';
import { oidc, oidcInteraction } from './oidc/protocol.ts';
import { openidWay } from './oidc/sign-out-way.ts';
import { outsideSignIn } from './outside/protocol.ts';
import { identityWriters } from './writer-names.ts';
import { accountHooks, kioskHooks, postHooks } from './record-hooks.ts';
import { Account, Conflict, Kiosk, Post, Risk } from './records.ts';

export default defineModule({
  id: 'identity',
  title: { zh: '身份与权限', en: 'Identity and rights' },
  folder: import.meta.dirname,
  dependsOn: ['organisations'],
  permissions: {
    'identity:manage': { zh: '管理账户、岗位和应用凭据', en: 'Manage accounts, posts and API clients' },
    'identity:verify': { zh: '当面核验实名、处理实名冲突', en: 'Verify people in person, decide conflicts' },
    'identity:risks': { zh: '查看账户风险并写下结论', en: 'See risks to accounts and say what came of them' },
    'identity:supervise': { zh: '查看外包人员及其使用量', en: 'See contractors and how much they use' },
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Account, accountHooks),
    mountRecord(Conflict),
    mountRecord(Risk),
    mountRecord(Kiosk, kioskHooks),
    mountRecord(Post, postHooks),
  ],
  contributes: [
    ...identityEvidence.map((source) => contribute(evidencePoint, source)),
    contribute(signOutWayPoint, openidWay),
    contribute(writerNamesPoint, identityWriters),
  ],
  events: [mandateEnded],
  protocols: [outsideSignIn, oidcInteraction, oidc],
  jobs,
  schedules,
  ports: { authenticate },
  cityFiles: [rolesFile],
  cityChecks: [rolesCheck],
  load: loadRoles,
});
