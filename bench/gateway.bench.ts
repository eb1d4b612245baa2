import { join } from 'node:path';
import { Clients, type Asking } from './gateway/load.ts';
import { recallUnderway } from './gateway/recall.ts';
import { writeInsured } from './intake/write-file.ts';
import { withDatabase } from './machinery/bench-server.ts';
import { withFolder } from './machinery/temporary.ts';
import { serve, type Served } from './record-page/served.ts';
import { median, type Bench, type BenchResult, type Comparison, type Figure } from './result.ts';

const rows = 100_000;
const atOnce = 16;
const rounds = 5;
const seconds = 4;
const recalls = 5;
const limit = 200;
/** Read over and over, as programs do that look whether anything is new. */
const pages = 16;
const items = [
  { field: 'insuranceNumber', decision: 'grant' },
  { field: 'name', decision: 'mask' },
  { field: 'insuranceKind', decision: 'grant' },
  { field: 'employer', decision: 'grant' },
] as const;
const fields = items.map(({ field }) => field);
const key = items[0].field;

interface Ready {
  readonly agreements: readonly { readonly agreement: string; readonly authorization: string }[];
  readonly recaller: string;
  readonly sql: string;
}

interface Page {
  readonly items: readonly Readonly<Record<string, string>>[];
  readonly next: string;
}

type Next = () => Asking;

/** Marks of pages spread over the whole, so many rows apart, as a reader comes by them. */
async function marksOf(clients: Clients, first: Asking, apart: number): Promise<string[]> {
  const marks: string[] = [''];
  const follow = async (after: string): Promise<string> => {
    const { status, body } = await clients.ask({ ...first, url: `${first.url}?limit=${apart}${after}` });
    if (status !== 200) throw new Error(`${status} ${body.slice(0, 300)}`);
    return (JSON.parse(body) as Page).next;
  };
  for (let next = await follow(''); next; next = await follow(`&after=${next}`)) marks.push(`&after=${next}`);
  return marks;
}

/** Pages of 200 rows on the average, of which none has the very rows of another. */
function neverTwice(marks: readonly string[], urlOf: (page: string) => Asking): Next {
  let at = 0;
  return () => {
    at += 1;
    return urlOf(`?limit=${150 + (Math.floor(at / marks.length) % 101)}${marks[at % marks.length] ?? ''}`);
  };
}

const inTurn = <T>(all: readonly T[]): (() => T) => {
  let at = 0;
  return () => all[(at += 1) % all.length] as T;
};

/** One row a key, those that break no blocking rule left out: what the agreement's own SELECT says, without its filter. */
const selectOf = (standing: string): string => `select * from (${standing}) where "${key}" is not null
  qualify row_number() over (partition by "${key}" order by _at desc, _row desc) = 1`;

async function requireSame(clients: Clients, ours: Asking, others: readonly Asking[]): Promise<void> {
  const keysOf = async (asked: Asking) =>
    (JSON.parse((await clients.ask(asked)).body) as Page).items.map((row) => row[key]).join();
  const own = await keysOf(ours);
  for (const other of others)
    if ((await keysOf(other)) !== own) throw new Error(`${other.url} gives other rows than ${ours.url}`);
}

async function rates(clients: Clients, ways: readonly Next[]): Promise<number[]> {
  const found: number[][] = ways.map(() => []);
  for (const way of ways) await clients.rate(way, 2);
  for (let round = 0; round < rounds; round++)
    for (const [index, way] of ways.entries()) found[index]?.push(await clients.rate(way, seconds));
  return found.map(median);
}

const one = (rate: number): number => 1000 / rate;

function comparisonsOf([ours = 0, fresh = 0, table = 0, lake = 0]: readonly number[]): Comparison[] {
  const what = `one exchange of ${limit} rows by ${atOnce} clients at once: policy, masks, quota, ledger, signed receipt`;
  const unit = 'ms' as const;
  const byIndex = {
    unit,
    baseline: one(table),
    baselineIs:
      'a bare Fastify route: the same rows by an index of PostgreSQL, JSON.stringify, and nothing else',
    target: 3,
  };
  return [
    { ...byIndex, what, ours: one(ours) },
    { ...byIndex, what: `${what}: no page is asked for twice`, ours: one(fresh) },
    {
      what: `${what}: beside the same SELECT of the lake`,
      unit,
      ours: one(ours),
      baseline: one(lake),
      baselineIs: 'a bare Fastify route: the SELECT that the agreement compiles to, connections kept',
    },
  ];
}

async function recallFigures(clients: Clients, address: string, ready: Ready): Promise<Figure[]> {
  const { recaller } = ready;
  const found: Awaited<ReturnType<typeof recallUnderway>>[] = [];
  for (const each of ready.agreements.slice(1))
    found.push(await recallUnderway(clients, { address, recaller, ...each }));
  const waits = found.map(({ refusedAfterMs }) => refusedAfterMs);
  const given = found.reduce((sum, { givenAfter }) => sum + givenAfter, 0);
  return [
    { what: 'recall: from its commit to the first refused read, median', unit: 'ms', value: median(waits) },
    { what: 'recall: the longest of them', unit: 'ms', value: Math.max(...waits) },
    { what: 'reads asked after a recall was answered, and given', unit: '×', value: given },
  ];
}

async function measure(ours: Served, bare: Served, ready: Ready): Promise<BenchResult> {
  const clients = new Clients(atOnce);
  try {
    const [read] = ready.agreements;
    if (!read) throw new Error('there is no agreement');
    const headers = { authorization: read.authorization, 'x-purpose': 'verify' };
    const url = `${ours.ready.address}/exchange/agreements/${read.agreement}/rows`;
    const askOf = (page: string): Asking => ({ url: `${url}${page}`, headers });
    const marks = (await marksOf(clients, { url, headers }, 5000)).slice(0, pages);
    const own = inTurn(marks.map((after) => askOf(`?limit=${limit}${after}`)));
    const fresh = neverTwice(await marksOf(clients, { url, headers }, limit), askOf);
    const keys = Array.from({ length: pages }, (_, index) => String(Math.floor((index * rows) / pages)));
    const other = (path: string) =>
      inTurn(keys.map((after) => ({ url: `${bare.ready.address}${path}?after=${after}`, headers: {} })));
    const first = (path: string) => ({ url: `${bare.ready.address}${path}`, headers: {} });
    await requireSame(clients, { url: `${url}?limit=${limit}`, headers }, [first('/lake'), first('/table')]);
    const found = await rates(clients, [own, fresh, other('/table'), other('/lake')]);
    const [mine = 0, unseen = 0, table = 0, lake = 0] = found;
    const recalled = await recallFigures(clients, ours.ready.address, ready);
    return {
      comparisons: comparisonsOf(found),
      memory: {
        ours: (await ours.usage()).peakMemory,
        baseline: (await bare.usage()).peakMemory,
      },
      figures: [
        { what: 'exchanges a second', unit: '/s', value: mine },
        { what: 'exchanges a second of pages that nobody has asked for before', unit: '/s', value: unseen },
        { what: 'the bare route with the same SELECT', unit: '/s', value: lake },
        { what: 'the bare route by an index of PostgreSQL', unit: '/s', value: table },
        ...recalled,
      ],
      notes: [
        `${rows} rows delivered and checked, server PostgreSQL on the disk, ${atOnce} clients over connections that stay open, ${pages} pages from all over the dataset over and over, medians of ${rounds} rounds in turn of ${seconds} s`,
        'every answer of ours is counted against rate and quota, entered in the ledger about 200 people, and has its receipt begun in the database before it leaves; batches are signed within a second',
        'servers, database and clients share the processors of one machine',
      ],
    };
  } finally {
    clients.close();
  }
}

async function withServers(url: string, folder: string): Promise<BenchResult> {
  const { utf8: csv } = await writeInsured(folder, rows);
  const script = (name: string) => join(import.meta.dirname, 'gateway', name);
  const ours = await serve(script('platform-server.ts'), {
    url,
    folder: join(folder, 'data'),
    csv,
    items,
    recalls,
  });
  const ready = ours.ready as unknown as Ready;
  const bare = await serve(script('bare-server.ts'), { url, select: selectOf(ready.sql), fields });
  try {
    return await measure(ours, bare, ready);
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

export const bench: Bench = {
  name: 'gateway',
  title: { zh: '共享网关：带签名和留痕的读取', en: 'The gateway: exchanges with policy, signature and log' },
  run: () => withFolder((folder) => withDatabase((url) => withServers(url, folder))),
};
