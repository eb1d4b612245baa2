/** A file at a place in the house, and what the linter must say of it. */
export interface Fixture {
  readonly why: string;
  readonly file: string;
  readonly source: string;
}

const importing = (specifier: string) =>
  `import { something } from '${specifier}';\nexport const used = something;`;
let count = 0;
/** Several fixtures may stand at one kind of place, so that each has a folder or a name of its own. */
const at = (file: string, specifier: string, why: string): Fixture => ({
  why: `${why} (${specifier} in ${file})`,
  file: file.replace('@', `case-${(count += 1)}`),
  source: importing(specifier),
});

const doors = (file: string, specifier: string, why: string) => ({
  ...at(file, specifier, why),
  rule: 'house(doors)',
});
const web = (file: string, specifier: string, why: string) => ({
  ...at(file, specifier, why),
  rule: 'house(web)',
});
const pure = (file: string, specifier: string, why: string) => ({
  ...at(file, specifier, why),
  rule: 'house(pure)',
});
const sql = (file: string, specifier: string, why: string) => ({
  ...at(file, specifier, why),
  rule: 'house(sql)',
});

/** One at least for each rule of the house; `@` makes the place unique. */
export const refused: readonly (Fixture & { readonly rule: string })[] = [
  doors('kernel/@.ts', '#platform/base/codes', 'the kernel knows no module'),
  doors('kernel/@.ts', '#ui', 'the kernel knows no page'),
  doors('engines/@/a.ts', '#kernel/problem', 'engines know no kernel'),
  doors('engines/@/a.ts', '#platform/base/codes/contract', 'engines know no city'),
  doors('engines/@/a.ts', '../identifiers/index.ts', 'an engine reaches another by its door'),
  doors('platform/base/@/handlers.ts', '#platform/data/catalogue', 'a lower floor knows no higher one'),
  doors('platform/base/@/contract.ts', '#platform/data/catalogue/contract', 'not even its contract'),
  doors('platform/matter/@/handlers.ts', '#domains/economy/industry', 'the platform knows no domain'),
  doors('platform/matter/@/handlers.ts', '#domains/economy/industry/contract', 'not even its contract'),
  doors('platform/data/@/handlers.ts', '../catalogue/store.ts', 'no relative way into another module'),
  doors('platform/data/@/handlers.ts', '../../base/codes/index.ts', 'no relative way to another floor'),
  doors('domains/economy/@/store.ts', '../../../kernel/db/index.ts', 'no relative way to the kernel'),
  doors(
    'domains/economy/@/web/pages/list.tsx',
    '../../../industry/contract.ts',
    'no relative way from a page',
  ),
  doors('domains/economy/@/handlers.ts', '#domains/economy/industry', 'a domain never calls another'),
  doors('domains/economy/@/rules.ts', '#domains/economy/industry/records', 'nor knows its records'),
  doors(
    'domains/economy/industry/handlers.ts',
    '#domains/economy/industry/contract',
    'no own door from inside',
  ),
  doors('domains/economy/@/handlers.ts', '#platform/base/tasks/web', 'pages are put together by the apps'),
  doors('domains/economy/@/handlers.ts', '#testing', 'the test harness is for tests'),
  doors('apps/server/@.ts', '#platform/base/codes/store', 'a module opens by its faces alone'),
  doors(
    'platform/data/@/handlers.ts',
    '#platform/base/identity/oidc',
    'not even where a folder has an index',
  ),
  doors('platform/data/@/handlers.ts', '#engines/linkage/model', 'an engine has one door'),
  doors('ui/@.tsx', '#platform/base/tasks', 'the pieces of page see contracts only'),
  doors('apps/server/@.ts', '../../platform/base/codes/store.ts', 'an app opens no module from behind'),
  doors('simulator/@.ts', '../platform/base/codes/store.ts', 'the simulator comes by the real intake'),
  web('domains/economy/@/web/list.tsx', '../store.ts', 'a page sees no store'),
  web('domains/economy/@/web/list.tsx', '../handlers.ts', 'a page sees no handler'),
  web('domains/economy/@/web/list.tsx', '#platform/base/tasks', 'a page sees no face of a module'),
  web('domains/economy/@/web/list.tsx', '#kernel/db', 'a page sees no database'),
  web('domains/economy/@/web/list.tsx', 'node:fs', 'a page runs in a browser'),
  web('domains/economy/@/web/list.tsx', 'fastify', 'a page runs in a browser'),
  web('apps/portal/@.ts', '#platform/base/tasks', 'an app with pages sees no face of a module'),
  web('ui/@.tsx', 'kysely', 'a piece of page runs in a browser'),
  pure('domains/economy/@/contract.ts', 'node:fs', 'a contract does no input or output'),
  pure('domains/economy/@/rules.ts', './store.ts', 'a rule reads no store'),
  pure('domains/economy/@/records.ts', '#kernel/db', 'a record declares, it does not read'),
  pure('domains/economy/@/texts.zh.ts', '#kernel/config', 'words depend on nothing'),
  pure('domains/economy/@/rules.ts', '#platform/base/tasks', 'a rule knows contracts, not faces'),
  sql('domains/economy/@/handlers.ts', 'pg', 'only the kernel speaks to a driver'),
  sql('engines/@/a.ts', '@duckdb/node-api', 'only the kernel speaks to a driver'),
  {
    ...sql('domains/economy/@/handlers.ts', 'kysely', 'SQL stands in stores'),
    source: `import { sql } from 'kysely';\nexport const used = sql;`,
  },
  {
    ...sql('platform/base/@/jobs.ts', 'kysely', 'SQL stands in stores, whatever it is called'),
    source: `import * as k from 'kysely';\nexport const used = k.sql;`,
  },
  {
    ...doors('platform/base/@/index.ts', '#domains/economy/industry', 're-exports are ways too'),
    source: `export * from '#domains/economy/industry';`,
  },
  {
    ...doors('platform/base/@/late.ts', '#domains/economy/industry', 'late imports are ways too'),
    source: `export const late = () => import('#domains/economy/industry');`,
  },
  {
    ...doors('platform/base/@/typed.ts', '#domains/economy/industry', 'types are knowledge too'),
    source: `import type { A } from '#domains/economy/industry';\nexport type B = A;`,
  },
  {
    ...at('platform/base/@/settings.ts', 'process.env', 'the environment is read in one place'),
    source: `export const port = process.env['PORT'];`,
    rule: 'house(environment)',
  },
];

/** What must stay possible: a rule that refuses these is wrong. */
export const allowed: readonly Fixture[] = [
  at('kernel/@.ts', '#engines/identifiers', 'the kernel may calculate'),
  at('engines/@/a.ts', '#engines/identifiers', 'an engine may use another'),
  at('platform/data/@/handlers.ts', '#platform/base/codes', 'a floor stands on those below'),
  at('platform/data/@/handlers.ts', '#platform/data/catalogue', 'and beside its neighbours'),
  at('domains/economy/@/handlers.ts', '#platform/matter/cases', 'a domain stands on the platform'),
  at('domains/economy/@/events.ts', '#domains/economy/industry/contract', 'a domain may know a contract'),
  at('domains/economy/@/web/list.tsx', '../contract.ts', 'a page sees its contract'),
  at('domains/economy/@/web/pages/list.tsx', '../../texts.zh.ts', 'and its words'),
  at('domains/economy/@/web/list.tsx', '#ui', 'and the pieces of page'),
  at('domains/economy/@/web/list.tsx', '#platform/base/tasks/contract', 'and contracts of the platform'),
  at('domains/economy/@/contract.ts', 'zod', 'a contract is written in zod'),
  at('domains/economy/@/contract.ts', '#kernel/operation', 'and in operations'),
  at('apps/console/@.ts', '#platform/base/tasks/web', 'an app puts pages together'),
  at('apps/server/modules.ts', '../../platform/base/codes/module.ts', 'the server lists the modules'),
  at('apps/cli/@.ts', '../server/modules.ts', 'one list serves both'),
  at('domains/economy/@/@.test.ts', '#testing', 'a test uses the harness'),
  {
    ...at('domains/economy/@/store.ts', 'kysely', ''),
    why: 'a store makes SQL',
    source: `export { sql } from 'kysely';`,
  },
  {
    ...at('domains/economy/@/handlers.ts', 'kysely', ''),
    why: 'types of the database are free',
    source: `import type { Kysely } from 'kysely';\nexport type Db = Kysely<object>;`,
  },
];
