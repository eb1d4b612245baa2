import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

export const CodeChoice = z.object({
  code: z.string(),
  label: Text,
  retired: z.boolean().optional().describe('stands in old rows, not to be chosen any more'),
});
export type CodeChoice = z.infer<typeof CodeChoice>;

export const CodeTable = z.object({
  id: z.string(),
  name: Text,
  standard: z.string().nullable(),
  complete: z.boolean().describe('false: the codes in use, not all of the standard'),
  invented: z.boolean().describe('nothing in it exists outside the simulation'),
});
export type CodeTable = z.infer<typeof CodeTable>;

const ofTable = z.object({ table: z.string().max(64) });
const Choices = z.object({ items: z.array(CodeChoice) });

export const operations = {
  tables: operation({
    method: 'GET',
    path: '/tables',
    summary: { zh: '代码表', en: 'Code tables' },
    permission: 'public',
    result: z.object({ items: z.array(CodeTable) }),
  }),
  values: operation({
    method: 'GET',
    path: '/:table',
    summary: { zh: '代码表的值', en: 'Values of a code table' },
    permission: 'public',
    params: ofTable,
    result: Choices,
  }),
} as const;
