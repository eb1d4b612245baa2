import type { EvidenceSource } from '#kernel/evidence';
import { Verification } from './contract.ts';
import { findVerification } from './store.ts';

const twoDays = 2 * 86_400_000;

/** That the audit log is whole, as it was last verified. */
export const ledgerEvidence: EvidenceSource = {
  key: 'ledger.verified',
  title: { zh: '审计账本核验', en: 'The audit ledger verified' },
  clauses: ['8.1.4.3', '8.1.4.7'],
  how: { zh: '“审计账本”页；yj audit verify', en: 'The page of the ledger; yj audit verify' },
  gather: async ({ db, clock }) => {
    const last = await findVerification(db);
    if (!last) return { result: 'fail', found: { zh: '从未核验', en: 'never verified' } };
    const { ok, size, at } = Verification.parse(last.outcome);
    const late = clock.now().getTime() - Date.parse(at) > twoDays;
    return {
      result: ok && !late ? 'pass' : 'fail',
      found: {
        zh: `${at} 核验 ${size} 条，${ok ? '完整' : '不完整'}`,
        en: `${size} entries verified at ${at}: ${ok ? 'whole' : 'not whole'}`,
      },
    };
  },
};
