import { evidencePoint } from '#kernel/evidence';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { readingsPoint } from '#kernel/readings';
import { operations } from './contract.ts';
import { enter } from './entering.ts';
import { handlers } from './handlers.ts';
import { verifyJob, witnessJob } from './jobs.ts';
import { sharedByReader } from './readings.ts';
import { ledgerEvidence } from './shown.ts';
import { startSealing } from './seal.ts';

export default defineModule({
  id: 'ledger',
  title: { zh: '审计账本', en: 'Ledger' },
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity'],
  permissions: {
    'registers:self': {
      zh: '查看自己的数据，及谁看过',
      en: 'See the data about oneself, and who looked at it',
    },
    'ledger:audit': {
      zh: '审计：查看账本全部条目并核验',
      en: 'Audit: read all entries and verify the ledger',
    },
    'ledger:witness': {
      zh: '请本平台见证另一账本的树头',
      en: 'Have this installation bear witness of the heads of another log',
    },
  },
  mounted: mount(operations, handlers),
  ports: { ledger: enter },
  jobs: [verifyJob, witnessJob],
  schedules: [
    { name: 'ledger.nightly', cron: '20 3 * * *', job: 'ledger.verify', input: {} },
    { name: 'ledger.witnessing', cron: '*/5 * * * *', job: 'ledger.witness', input: {} },
  ],
  contributes: [contribute(evidencePoint, ledgerEvidence), contribute(readingsPoint, sharedByReader)],
  start: startSealing,
});
