import { z } from 'zod';
import { operation } from '#kernel/operation';

export const operations = {
  gather: operation({
    method: 'POST',
    path: '/gather',
    summary: { zh: '现在取证', en: 'Gather the evidence now' },
    permission: 'security:manage',
    result: z.object({ job: z.string() }),
  }),
  accept: operation({
    method: 'POST',
    path: '/accepted-risks/:clause',
    summary: { zh: '在期限内接受一项风险', en: 'Accept the risk of a clause for a time' },
    permission: 'security:manage',
    params: z.object({ clause: z.string().max(40) }),
    body: z.object({ reason: z.string().trim().min(5).max(1000), until: z.iso.date() }),
    result: z.object({ result: z.string() }),
  }),
};
