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

/**
 * The files of a module that keeps one register: list, form, history, import, export and pages come from its record.
 * Enough to run, to test, and to see where everything belongs.
 */
export function newModuleFiles(module: NewModule): Readonly<Record<string, string>> {
  const { id, stamp } = module;
  const schema = id.replaceAll('-', '_');
  return {
    'README.md': readme(module),
    'module.ts': manifest(id),
    'index.ts': `export { Entry } from './records.ts';\n`,
    'records.ts': records(module, schema),
    'texts.ts': bothLanguages(),
    'texts.zh.ts': texts(module, 'zh'),
    'texts.en.ts': texts(module, 'en'),
    [`migrations/${stamp}-entry.sql`]: migration(schema),
    'web/index.ts': web(module),
    [`${id}.test.ts`]: story(id),
  };
}

/** What the maker of a module does by hand, for it is theirs to decide. */
export const leftToDo = ({ id }: Pick<NewModule, 'id'>): string => `Left to you:
  apps/console/pages.ts            show its pages: import { pages as … } from its door /web, in the list of its floor
  cities/yuyao/roles.yaml          who may: ${id}:read, ${id}:write with a scope
  tests/e2e/every-page.ts          its pages, so that they are looked at in both languages and at every size
  README.md, docs/glossary.md      its name among the organs or domains, its words
Where things stand in it: pages see only contract, records, rules and texts; SQL stands only in files named *store.ts.`;

function readme({ id, zh, en }: NewModule): string {
  return `# ${id} ${zh}

${en}: which rows of the plan it answers, and who uses it.

- **Standard**: the one it speaks, with its number and year.
- **Promises**: what always holds, each held by a test.
`;
}

function manifest(id: string): string {
  return `import { defineModule, mountRecord } from '#kernel/module';
import { Entry } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: '${id}',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations'],
  permissions: { '${id}:read': texts.read, '${id}:write': texts.write },
  records: [mountRecord(Entry)],
});
`;
}

function records({ id, zh, en }: NewModule, schema: string): string {
  return `import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';

/** One row of the register. What comes from this, and what a field may say of itself: \`kernel/record/README.md\`. */
export const Entry = defineRecord({
  module: '${id}',
  name: 'entry',
  plural: 'entries',
  table: '${schema}.entry',
  key: 'code',
  label: 'name',
  versions: 'valid-time',
  title: { zh: ${quoted(zh)}, en: ${quoted(en)} },
  fields: {
    code: field(
      z.string().regex(/^[A-Z0-9-]{1,32}$/),
      { zh: '编码', en: 'Code' },
      { hint: { zh: '大写字母、数字和 -', en: 'capitals, digits and -' } },
    ),
    name: field(z.string().min(1).max(200), { zh: '名称', en: 'Name' }),
    owner: field(
      reference('organisations.organisation'),
      { zh: '所属单位', en: 'Owner' },
      { aliases: ['所属单位代码'] },
    ),
  },
  list: { filters: ['owner'], orders: ['code'], search: ['code', 'name'] },
  // A permission held for a department opens the rows that the department owns.
  rights: { read: '${id}:read', write: '${id}:write', scope: { department: 'owner' } },
});
`;
}

function bothLanguages(): string {
  return `import type { Text } from '#kernel/texts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

/** All words of the module, each in both languages. */
export const texts = Object.fromEntries(
  (Object.keys(zh) as (keyof typeof zh)[]).map((name) => [name, { zh: zh[name], en: en[name] }]),
) as Readonly<Record<keyof typeof zh, Text>>;
`;
}

function texts({ zh, en }: NewModule, language: 'zh' | 'en'): string {
  const words = {
    zh: { module: zh, read: `查看${zh}`, write: `维护${zh}` },
    en: { module: en, read: `See: ${en}`, write: `Keep: ${en}` },
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
  name text not null,
  owner text not null
);
select kernel.record_table('${schema}.entry', 'code');
`;
}

function web({ zh, en }: NewModule): string {
  return `import { recordPages, type Page } from '#ui';
import { Entry } from '../records.ts';

export const pages: readonly Page[] = recordPages(Entry, {
  group: 'city',
  order: 90,
  title: { zh: ${quoted(zh)}, en: ${quoted(en)} },
});
`;
}

function story(id: string): string {
  return `import type { ImportPreview } from '#kernel/record';
import { codesModule } from '#platform/base/codes';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import module from './module.ts';

let city: TestCity;
let keeper: Asker;
beforeAll(async () => {
  city = await openTestCity({ modules: [codesModule, organisationsModule, module] });
  const grants = {
    '${id}:read': 'department',
    '${id}:write': 'department',
    'organisations:read': 'city',
    'jobs:own': 'own',
  } as const;
  keeper = city.as({ id: 'keeper', organisation: '330281-jxj', grants });
});
afterAll(() => city.close());

const entry = { code: 'A-1', name: '第一条', owner: '330281-jxj' };

test('a row is entered once, seen in its department, and of no other', async () => {
  expect((await keeper.post('/api/${id}/entries', entry)).statusCode).toBe(200);
  const listed = (await keeper.get('/api/${id}/entries')).json<{ items: unknown[] }>();
  expect(listed.items).toEqual([expect.objectContaining(entry)]);

  const again = await keeper.post('/api/${id}/entries', entry);
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'records.exists']);
  const theirs = { ...entry, code: 'A-2', owner: '330281-gaj' };
  const foreign = await keeper.post('/api/${id}/entries', theirs);
  expect([foreign.statusCode, foreign.json<{ code: string }>().code]).toEqual([403, 'records.outside-scope']);
});

test('a file is previewed with its faults, and its good rows are taken', async () => {
  const file = '编码,名称,所属单位\\nA-3,第三条,330281-jxj\\n坏的,第四条,330281-jxj\\n';
  const looked = await keeper.upload('/api/${id}/entries/import', 'rows.csv', file);
  const preview = looked.json<ImportPreview>();
  expect(preview.rows.map(({ faults }) => faults.length)).toEqual([0, 1]);
  const mapping = Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));
  const ran = await keeper.post(\`/api/${id}/entries/import/\${preview.import}/run\`, { mapping });
  await city.finished(ran.json<{ job: string }>().job);
  const listed = (await keeper.get('/api/${id}/entries')).json<{ items: { code: string }[] }>();
  expect(listed.items.map(({ code }) => code)).toEqual(['A-1', 'A-3']);
});

test('who may read may not write, and a stranger may do neither', async () => {
  const reader = city.as({ organisation: '330281-jxj', grants: { '${id}:read': 'department' } });
  expect((await reader.post('/api/${id}/entries', entry)).statusCode).toBe(403);
  expect((await city.stranger.get('/api/${id}/entries')).statusCode).toBe(401);
});
`;
}
