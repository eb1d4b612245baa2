import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import type { operations, SignedReceipt } from './contract.ts';
import { fingerprint } from './fingerprint.ts';
import { openSigner } from './head.ts';
import { outsideFiles } from './outside.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';
import { judge, type Judgement, type Told } from './witness-rules.ts';
import * as witnessStore from './witness-store.ts';

type Judged = { readonly judgement: Judgement; readonly lastSize: number };

/** Judges a head and keeps it: what contradicts is kept as well, it is the proof of a fork. */
const keep = (context: Context, told: Told, receivedAt: string): Promise<Judged> =>
  context.transaction(async (tx) => {
    const { key, size } = told.head;
    await witnessStore.lockLog(tx, key);
    const [last] = await witnessStore.findWitnessed(tx, key, 1);
    const judgement = judge(told, last, await witnessStore.findWitnessedOfSize(tx, key, size));
    if (judgement !== 'unsigned' && judgement !== 'unproven')
      await witnessStore.insertWitnessed(tx, told.head, {
        receivedAt,
        contradicts: judgement === 'forked' || judgement === 'cut',
      });
    if (judgement !== 'unsigned')
      await context.ledger(tx, {
        action: 'decide',
        resource: 'ledger.witness',
        basis: 'ledger:witness',
        subjects: [],
        detail: { log: key, size, root: told.head.root, judgement },
      });
    return { judgement, lastSize: last?.size ?? 0 };
  });

function refuse({ judgement, lastSize }: Judged): void {
  if (judgement === 'unsigned') throw new Problem(400, 'ledger.head-unsigned', texts.unsigned);
  if (judgement === 'unproven')
    throw new Problem(409, 'ledger.unproven', fill(texts.unproven, { size: lastSize }), { size: lastSize });
  if (judgement === 'forked' || judgement === 'cut') throw new Problem(409, 'ledger.fork', texts.fork);
}

export const witnessHandlers: Pick<
  Handlers<typeof operations>,
  'witness' | 'witnessed' | 'receipts' | 'daily'
> = {
  witness: async ({ body }, context): Promise<SignedReceipt> => {
    const at = context.clock.now().toISOString();
    refuse(await keep(context, body, at));
    const { sign } = await openSigner(context.config);
    const { key: log, root, size } = body.head;
    return sign({ at, log, root, size });
  },

  witnessed: async ({ query: { key, limit } }, context) => ({
    items: await witnessStore.findWitnessed(context.db, key, limit),
  }),

  receipts: async (_input, context) => ({
    items: await witnessStore.findReceipts(context.db),
    files: outsideFiles(context.config).map(({ name }) => name),
    key: (await openSigner(context.config)).key,
  }),

  daily: async ({ query: { limit } }, context) => ({
    items: (await store.findDailyHeads(context.db, limit)).map((head) => ({
      ...head,
      fingerprint: fingerprint(head),
    })),
  }),
};
