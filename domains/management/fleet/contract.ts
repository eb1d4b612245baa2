import { z } from 'zod';
import { operation } from '#kernel/operation';
import { recordOperations } from '#kernel/record';
import { Terminal, Vehicle } from './records.ts';

export const vehicles = recordOperations(Vehicle);
export const terminals = recordOperations(Terminal);

export const operations = {
  release: operation({
    method: 'POST',
    path: '/terminals/:phone/release',
    summary: {
      zh: '解除终端注册：换机后可重新注册',
      en: 'Let a terminal register anew, after it was changed',
    },
    permission: 'fleet:write',
    params: z.object({ phone: z.string().max(20) }),
    result: z.object({ released: z.boolean().describe('false: it was not registered') }),
  }),
};
