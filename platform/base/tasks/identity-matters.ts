import type { MatterKeeper } from '#platform/base/identity';
import { closeTask, openTask } from './faces.ts';

const sourceOf = ({ kind, key }: { readonly kind: string; readonly key: string }) => ({
  module: 'identity',
  record: kind.slice('identity.'.length),
  key,
});

/** What identity wants somebody to look at waits like everything else. */
export const identityMatters: MatterKeeper = {
  open: async (context, tx, { kind, key, title, owner, link }) => {
    await openTask(context, tx, { kind, title, owner, link, source: sourceOf({ kind, key }) });
  },
  close: async (context, tx, matter, outcome) => {
    await closeTask(context, tx, sourceOf(matter), { outcome });
  },
};

export const identityTaskKinds = [
  {
    kind: 'identity.conflict',
    title: { zh: '实名冲突', en: 'Two accounts for one person' },
    linkText: { zh: '去核实', en: 'Look into it' },
    clock: { unit: 'working-days', amount: 3 },
  },
  {
    kind: 'identity.risk',
    title: { zh: '账户安全风险', en: 'Risk to accounts' },
    linkText: { zh: '去查看', en: 'Look into it' },
    clock: { unit: 'working-days', amount: 1 },
  },
] as const;
