import { verifyLedger } from '#platform/base/ledger';
import type { Command } from '../command.ts';
import { withPlatform } from '../with-platform.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '',
  summary: {
    zh: '重算审计账本，指出第一条被改动的记录',
    en: 'Recomputes the ledger and names the first entry that was altered',
  },
  options: {},
  run: async () => {
    const verdict = await withPlatform((context) => verifyLedger(context));
    const lines = verdict.ok
      ? [
          `账本完整 · intact: ${verdict.size} 条 entries, ${verdict.heads} 个树头 heads, ${verdict.outsideHeads} 个在外 outside`,
        ]
      : verdict.faults.map(
          (fault) => `${fault.kind}  #${fault.sequence ?? '-'}  ${fault.detail.zh}\n    ${fault.detail.en}`,
        );
    return { lines, data: verdict, failed: !verdict.ok };
  },
};
