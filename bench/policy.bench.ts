import type { Actor, Scope } from '#kernel/actor';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Platform } from '#kernel/platform';
import { recordHandlers } from '#kernel/record-server';
import { listQuerySchema, type RecordOf } from '#kernel/record';
import { Person } from '#platform/data/registers';
import { withDatabase } from './machinery/bench-server.ts';
import { openCity } from './machinery/open-city.ts';
import { withFolder } from './machinery/temporary.ts';
import { askBare, statementsOf } from './policy/bare-statements.ts';
import { loadRelations } from './policy/load-relations.ts';
import { loadPeople } from './record-page/load-people.ts';
import { median, type Bench, type BenchResult, type Comparison } from './result.ts';

const people = 1_000_000;
const turns = 200;
const warmUp = 40;
const organisation = 'bench-hospital';
const target = 1.5;
const baselineIs = 'the same SQL and paging without policy: every row, unmasked';

const record = Person as unknown as RecordOf;
const handlers = recordHandlers(record);
const schema = listQuerySchema(record);

const official = (scope: Scope, division: string, reveal: boolean): Actor => ({
  id: 'bench-doctor',
  kind: 'official',
  name: 'bench',
  organisation,
  division,
  grants: new Map<string, Scope>([
    ['registers:read', scope],
    ...(reveal ? ([['registers:reveal', scope]] as const) : []),
  ]),
});

interface Page {
  readonly what: string;
  readonly actor: Actor;
  readonly query: Readonly<Record<string, string>>;
}

const cursor = (key: string): string =>
  Buffer.from(JSON.stringify(['id', key, key, 10_000, true])).toString('base64url');
const deep = { after: cursor('P000400000') };

const township = official('division', '000281005', false);
const pages: readonly Page[] = [
  { what: 'the whole city, masked', actor: official('city', '000281', false), query: {} },
  {
    what: 'a township (5 %) and 400 consents, masked, first page with its count',
    actor: township,
    query: {},
  },
  { what: 'the same, a later page by its cursor', actor: township, query: deep },
  {
    what: 'the same, unmasked for a purpose where right or consent opens it',
    actor: official('division', '000281005', true),
    query: { ...deep, reveal: 'yes' },
  },
  { what: 'consents alone, a later page', actor: official('own', '', false), query: deep },
];

/** A context that writes no ledger entry: that is measured by the bench of the ledger. */
function contextOf(platform: Platform, actor: Actor): Context {
  return { ...platform.contextFor(actor, { purpose: 'care' }), ledger: async () => undefined };
}

const ask = async (context: Context, query: Readonly<Record<string, string>>): Promise<number> => {
  const page = await handlers.list({ query: schema.parse({ limit: '50', ...query }) } as never, context);
  return page.items.length;
};

async function time(context: Context, query: Readonly<Record<string, string>>): Promise<number> {
  const from = performance.now();
  const rows = await ask(context, query);
  if (rows !== 50) throw new Error(`a page of ${rows} rows`);
  return performance.now() - from;
}

/** Both in turn, so that a busy moment of the machine falls on both. */
async function compare(platform: Platform, { what, actor, query }: Page): Promise<Comparison> {
  const ours = contextOf(platform, actor);
  const without = contextOf(platform, system);
  const { reveal: _reveal, ...plain } = query;
  const times: [number[], number[]] = [[], []];
  for (let turn = -warmUp; turn < turns; turn++) {
    const one = await time(ours, query);
    const other = await time(without, { ...plain, reveal: 'yes' });
    if (turn >= 0) {
      times[0].push(one);
      times[1].push(other);
    }
  }
  return { what, unit: 'ms', ours: median(times[0]), baseline: median(times[1]), baselineIs, target };
}

/** What the database and the wire take of a page, whoever asks: beside it stands what the record mechanism adds. */
async function compareBare(
  platform: Platform,
  url: string,
  { what, actor, query }: Page,
): Promise<Comparison> {
  const context = contextOf(platform, actor);
  const bare = await askBare(url, await statementsOf(context, (watched) => ask(watched, query)));
  const times: [number[], number[]] = [[], []];
  try {
    for (let turn = -warmUp; turn < turns; turn++) {
      const one = await time(context, query);
      const from = performance.now();
      await bare.ask();
      if (turn < 0) continue;
      times[1].push(performance.now() - from);
      times[0].push(one);
    }
  } finally {
    await bare.end();
  }
  return {
    what: `${what}: beside its own statements`,
    unit: 'ms',
    ours: median(times[0]),
    baseline: median(times[1]),
    baselineIs: 'the very statements of this page, plans kept, asked by pg and nothing made of the rows',
  };
}

async function measure(url: string, folder: string): Promise<BenchResult> {
  await (await openCity(url, folder)).close();
  process.stderr.write(`[bench] loading ${people} people …\n`);
  await loadPeople(url, people);
  await loadRelations(url, people, `organisation:${organisation}`);
  const platform = await openCity(url, folder);
  try {
    const comparisons: Comparison[] = [];
    for (const page of pages) comparisons.push(await compare(platform, page));
    for (const page of pages.filter(({ query }) => 'reveal' in query))
      comparisons.push(await compareBare(platform, url, page));
    return {
      comparisons,
      figures: [],
      notes: [
        `50 rows of registers.person with ${people} rows, 200,000 consents, on a server PostgreSQL; medians of ${turns} pages of each in turn`,
        'both through the record mechanism in this process, without HTTP and ledger; with policy: scope, relation, masks, flags of what is open in each row',
        'the baseline reads any 50 rows in order of the key, the policy 50 of those it opens',
        'the baseline too states a purpose, which costs it a statement that the masked pages do not ask',
      ],
    };
  } finally {
    await platform.close();
  }
}

export const bench: Bench = {
  name: 'policy',
  title: { zh: '五十行一页的权限开销', en: 'What policy costs on a page of fifty rows' },
  run: () => withFolder((folder) => withDatabase((url) => measure(url, folder))),
};
