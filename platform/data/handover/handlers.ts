import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import type { operations, Reconciled } from './contract.ts';
import { decide } from './deciding.ts';
import { sign } from './medium.ts';
import { readIn } from './reading.ts';
import { issueReceipt, receiptFile } from './receipt.ts';
import { handOverFor } from './scope.ts';
import { takeIn } from './take-in.ts';

async function standing(context: Context, number: string): Promise<Reconciled> {
  const { state, differences, batch } = await handOverFor(context, context.db, number, 'handover:read');
  return { state, differences: [...differences], batch };
}

export const handlers: Handlers<typeof operations> = {
  file: async ({ params: { key }, query: { filename }, upload }, context) => {
    await handOverFor(context, context.db, key, 'handover:receive');
    const { state } = await readIn(context, key, { filename, upload });
    if (state === 'agreed') await takeIn(context, key);
    return standing(context, key);
  },
  receipt: ({ params: { key } }, context) => issueReceipt(context, key),
  receiptFile: ({ params: { key } }, context) => receiptFile(context, key),
  decide: async ({ params: { key }, body }, context) => {
    await decide(context, key, body);
    return standing(context, key);
  },
  sign: async ({ params: { key }, body }, context) => {
    await sign(context, key, body);
    return { done: true };
  },
};
