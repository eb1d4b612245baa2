import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import type { CodeChoice, operations } from './contract.ts';
import { findCodes, findTables } from './store.ts';

async function choices(context: Context, table: string): Promise<{ items: CodeChoice[] }> {
  const codes = await findCodes(context.db, table);
  if (!codes) throw notFound({ zh: '代码表', en: 'code table' }, table);
  return {
    items: codes.map(({ code, zh, en, retired }) => ({
      code,
      label: { zh, en },
      ...(retired ? { retired } : {}),
    })),
  };
}

export const handlers: Handlers<typeof operations> = {
  tables: async (_input, context) => ({ items: await findTables(context.db) }),
  values: ({ params }, context) => choices(context, params.table),
};
