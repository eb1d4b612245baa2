/** What a new module is called. */
export interface NewModule {
  /** `platform/base/example` or `domains/area/example`. */
  readonly place: string;
  /** Last part of the place, kebab-case: its id, its part of the API's path. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Twelve digits, YYYYMMDDHHMM. */
  readonly stamp: string;
}

/** The files of a module that keeps a list of entries: enough to run, to test, and to see where everything belongs. */
export function newModuleFiles(module: NewModule): Readonly<Record<string, string>> {
  const { id, stamp } = module;
  const schema = id.replaceAll('-', '_');
  return {
    'README.md': readme(module),
    'module.ts': manifest(module),
    'index.ts': `export { Entry } from './contract.ts';\n`,
    'contract.ts': contract(id),
    'handlers.ts': handlers(id),
    'store.ts': store(schema),
    'texts.zh.ts': texts(module, 'zh'),
    'texts.en.ts': texts(module, 'en'),
    [`migrations/${stamp}-entry.sql`]: migration(schema),
    [`${id}.test.ts`]: story(id),
  };
}

function readme({ id, zh, en }: NewModule): string {
  return `# ${id} ${zh}

${en}: which rows of the plan it answers, and who uses it.

- **Standard**: the one it speaks, with its number and year.
- **Promises**: what always holds, each held by a test.
`;
}

function manifest({ id }: NewModule): string {
  return `import { defineModule, mount } from '#kernel/module';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export default defineModule({
  id: '${id}',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: [],
  permissions: {
    '${id}:read': { zh: zh.read, en: en.read },
    '${id}:write': { zh: zh.write, en: en.write },
  },
  mounted: mount(operations, handlers),
});
`;
}

function contract(id: string): string {
  return `import { operation } from '#kernel/operation';
import { z } from 'zod';

export const Entry = z.object({
  code: z.string().regex(/^[A-Z0-9-]{1,32}$/),
  title: z.string().min(1).max(200),
});
export type Entry = z.infer<typeof Entry>;

export const operations = {
  list: operation({
    method: 'GET',
    path: '/entries',
    summary: { zh: '条目列表', en: 'The entries' },
    permission: '${id}:read',
    result: z.object({ items: z.array(Entry) }),
  }),
  add: operation({
    method: 'POST',
    path: '/entries',
    summary: { zh: '新增条目', en: 'Add an entry' },
    permission: '${id}:write',
    body: Entry,
    result: Entry,
  }),
};
`;
}

function handlers(id: string): string {
  return `import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import type { operations } from './contract.ts';
import * as store from './store.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export const handlers: Handlers<typeof operations> = {
  async list(_input, { db }) {
    return { items: await store.listEntries(db) };
  },
  async add({ body }, { db }) {
    if (await store.addEntry(db, body)) return body;
    throw new Problem(409, '${id}.code-taken', { zh: zh.codeTaken, en: en.codeTaken });
  },
};
`;
}

function store(schema: string): string {
  return `import type { Db } from '#kernel/db';
import type { Entry } from './contract.ts';

type Tables = { '${schema}.entry': Entry };

const tables = (db: Db) => db.withTables<Tables>();

export async function listEntries(db: Db): Promise<Entry[]> {
  return tables(db).selectFrom('${schema}.entry').select(['code', 'title']).orderBy('code').execute();
}

/** False when its code is taken. */
export async function addEntry(db: Db, entry: Entry): Promise<boolean> {
  const added = await tables(db)
    .insertInto('${schema}.entry')
    .values(entry)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  return added !== undefined;
}
`;
}

function texts({ zh, en }: NewModule, language: 'zh' | 'en'): string {
  const words = {
    zh: { module: zh, read: `查看${zh}`, write: `维护${zh}`, codeTaken: '已有相同代码的条目。' },
    en: {
      module: en,
      read: `See: ${en}`,
      write: `Keep: ${en}`,
      codeTaken: 'There is an entry with this code already.',
    },
  }[language];
  const lines = Object.entries(words).map(([name, text]) => `  ${name}: ${quoted(text)},`);
  if (language === 'zh') return `export const zh = {\n${lines.join('\n')}\n};\n`;
  return `import type { zh } from './texts.zh.ts';\n\nexport const en = {\n${lines.join('\n')}\n} satisfies typeof zh;\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function migration(schema: string): string {
  return `create table ${schema}.entry (
  code text primary key,
  title text not null
);
`;
}

function story(id: string): string {
  return `import { openTestCity, type TestCity } from '#testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import module from './module.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [module] });
});
afterAll(() => city.close());

const entry = { code: 'A-1', title: '第一条' };

test('an entry is added once, and those who may read see it', async () => {
  const keeper = city.as({ grants: { '${id}:write': 'city' } });
  const reader = city.as({ grants: { '${id}:read': 'city' } });
  expect((await keeper.post('/api/${id}/entries', entry)).statusCode).toBe(200);
  expect((await reader.get('/api/${id}/entries')).json()).toEqual({ items: [entry] });

  const again = await keeper.post('/api/${id}/entries', entry);
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, '${id}.code-taken']);
});

test('who may read may not write, and a stranger may do neither', async () => {
  const reader = city.as({ grants: { '${id}:read': 'city' } });
  expect((await reader.post('/api/${id}/entries', entry)).statusCode).toBe(403);
  expect((await city.stranger.get('/api/${id}/entries')).statusCode).toBe(401);
});
`;
}
