import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { mappingKinds } from './rules.ts';

export const CodeChoice = z.object({
  code: z.string(),
  label: Text,
  parent: z.string().optional().describe('the broader code of the same table'),
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

const table = z.string().max(64);
const code = z.string().max(64);
const ofTable = z.object({ table });
const Choices = z.object({ items: z.array(CodeChoice) });
const day = z.iso.date().optional().describe('today when absent');

const Period = { usedFrom: z.string().nullable(), usedTo: z.string().nullable() };
const Mapped = z.object({ code: z.string(), kind: z.enum(mappingKinds), label: Text });

export const operations = {
  tables: operation({
    method: 'GET',
    path: '/tables',
    summary: { zh: '代码表', en: 'Code tables' },
    permission: 'public',
    result: z.object({ items: z.array(CodeTable) }),
  }),
  search: operation({
    method: 'GET',
    path: '/search',
    summary: { zh: '按词、拼音或首字母查代码', en: 'Codes by word, pinyin or initials' },
    permission: 'public',
    query: z.strictObject({
      q: z.string().trim().min(1).max(100),
      table: table.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    result: z.object({ items: z.array(CodeChoice.extend({ table: z.string() })) }),
  }),
  translate: operation({
    method: 'POST',
    path: '/translate',
    summary: { zh: '代码转换', en: 'Say values of one code table in another' },
    permission: 'public',
    body: z.strictObject({ from: table, to: table, on: day, values: z.array(code).min(1).max(1000) }),
    result: z.object({
      items: z.array(z.object({ value: z.string(), to: z.array(Mapped) })),
      unmapped: z
        .array(z.string())
        .describe('codes of the first table for which nothing is said in the second'),
      unknown: z.array(z.string()).describe('no codes of the first table'),
    }),
  }),
  values: operation({
    method: 'GET',
    path: '/:table',
    summary: { zh: '代码表的值', en: 'Values of a code table' },
    permission: 'public',
    params: ofTable,
    result: Choices,
  }),
  below: operation({
    method: 'GET',
    path: '/:table/tree',
    summary: { zh: '下级代码', en: 'Codes right below one' },
    permission: 'public',
    params: ofTable,
    query: z.strictObject({ parent: code.optional().describe('those without a broader code when absent') }),
    result: z.object({
      items: z.array(CodeChoice.extend({ below: z.int().describe('how many lie right below') })),
    }),
  }),
  meaning: operation({
    method: 'GET',
    path: '/:table/meanings/:code',
    summary: { zh: '代码在某日的含义', en: 'What a code means on a day' },
    permission: 'public',
    params: z.object({ table, code }),
    query: z.strictObject({ on: day }),
    result: z.object({
      code: z.string(),
      label: Text,
      ...Period,
      on: z.string(),
      above: z.array(CodeChoice).describe('the codes above it, the nearest first'),
      others: z.array(z.object({ label: Text, ...Period })).describe('what it means at other times'),
      mapped: z.array(z.object({ table: z.string(), to: z.array(Mapped) })),
    }),
  }),
} as const;
