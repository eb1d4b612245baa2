import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import type { Actor, Scope } from '#kernel/actor';
import type { Clock } from '#kernel/clock';
import { readConfig } from '#kernel/config';
import type { Context } from '#kernel/context';
import { defineModule, type CityModule } from '#kernel/module';
import { openPlatform, type Platform } from '#kernel/platform';
import { Problem } from '#kernel/problem';
import { buildServer } from '#kernel/server';
import { quickFolder } from './quick-folder.ts';
import { smallCity } from './small-city.ts';
import { databaseFor, withNeeded } from './template.ts';

/**
 * Folder of official fixtures that are not ours to pass on, where whoever runs the tests names it: `DCAT_AP_SHAPES`, release
 * 3.0.1 of SEMICeu/DCAT-AP.
 */
export const fixturesOf = (name: 'DCAT_AP_SHAPES'): string | undefined => process.env[name];

/** A person of a test: what they may do and where. `{ 'cases:read': 'city' }`. */
export interface TestActor extends Omit<Partial<Actor>, 'grants'> {
  readonly grants: Readonly<Record<string, Scope>>;
}

type Asking = Omit<InjectOptions, 'url' | 'method'> & { readonly purpose?: string };

/** Asks through the front door as one person. */
export interface Asker {
  readonly actor: Actor;
  get(url: string, asking?: Asking): Promise<LightMyRequestResponse>;
  post(url: string, body?: unknown, asking?: Asking): Promise<LightMyRequestResponse>;
  patch(url: string, body?: unknown, asking?: Asking): Promise<LightMyRequestResponse>;
  put(url: string, body?: unknown, asking?: Asking): Promise<LightMyRequestResponse>;
  delete(url: string, asking?: Asking): Promise<LightMyRequestResponse>;
  /** Sends bytes as a file of that name. */
  upload(url: string, filename: string, bytes: Uint8Array | string): Promise<LightMyRequestResponse>;
  /** The context its handlers would have, for calling a module's face. */
  context(): Context;
}

export interface TestCity {
  readonly platform: Platform;
  readonly app: FastifyInstance;
  as(who: TestActor): Asker;
  readonly stranger: Asker;
  /** Waits until the job has ended; its row. Fails after 30 seconds. */
  finished(job: string): Promise<EndedJob>;
  /** Waits until nothing is being done or waits to be done, for two looks. Fails after 30 seconds. */
  atRest(): Promise<void>;
  close(): Promise<void>;
}

export interface TestCityOptions {
  /** What these need besides is added. */
  readonly modules: readonly CityModule[];
  readonly clock?: Clock;
  /** Folder of the city's files; `smallCity` where absent. */
  readonly city?: string;
  /** Jobs and events run; default true. */
  readonly work?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Lets a test be anybody: reads the actor from a header that no real module knows. */
function testIdentity(actors: Map<string, Actor>): CityModule {
  return defineModule({
    id: 'test-identity',
    title: { zh: '测试身份', en: 'Test identity' },
    folder: import.meta.dirname,
    dependsOn: [],
    ports: {
      authenticate: async (request) => {
        const id = request.headers['x-test-actor'];
        if (typeof id !== 'string') return undefined;
        const actor = actors.get(id);
        if (!actor) throw new Problem(401, 'identity.unknown', { zh: '没有此人', en: 'nobody of that id' });
        return actor;
      },
    },
  });
}

function askerOf(city: { app: FastifyInstance; platform: Platform }, actor: Actor | undefined): Asker {
  const ask = (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    body: unknown,
    asking: Asking = {},
  ) => {
    const { purpose, headers, ...rest } = asking;
    return city.app.inject({
      method,
      url,
      ...(body === undefined ? {} : { payload: body as object }),
      headers: {
        ...(actor ? { 'x-test-actor': actor.id } : {}),
        ...(purpose ? { 'x-purpose': encodeURIComponent(purpose) } : {}),
        ...headers,
      },
      ...rest,
    });
  };
  const who = actor ?? { id: 'anonymous', kind: 'anonymous' as const, name: '', grants: new Map() };
  return {
    actor: who,
    get: (url, asking) => ask('GET', url, undefined, asking),
    post: (url, body, asking) => ask('POST', url, body, asking),
    patch: (url, body, asking) => ask('PATCH', url, body, asking),
    put: (url, body, asking) => ask('PUT', url, body, asking),
    delete: (url, asking) => ask('DELETE', url, undefined, asking),
    upload: (url, filename, bytes) =>
      ask(
        'POST',
        `${url}${url.includes('?') ? '&' : '?'}filename=${encodeURIComponent(filename)}`,
        Buffer.from(bytes),
        {
          headers: { 'content-type': 'application/octet-stream' },
        },
      ),
    context: () => city.platform.contextFor(who),
  };
}

interface EndedJob {
  readonly status: string;
  readonly outcome: unknown;
  readonly problem: unknown;
}

/** Results are for whoever started a job: a test reads them, and whether it has ended, where they lie. */
async function waitForJob({ store }: Platform['services'], job: string): Promise<EndedJob> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const { rows } = await sql<EndedJob>`
      select status, outcome, problem from kernel.job where id = ${job}`.execute(store.db);
    const [row] = rows;
    if (row && ['done', 'failed', 'cancelled'].includes(row.status)) return row;
    if (Date.now() > deadline) throw new Error(`job ${job} is still ${JSON.stringify(row)} after 30 s`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function waitForRest({ store }: Platform['services']): Promise<void> {
  const deadline = Date.now() + 30_000;
  // What a job says begins others a moment later.
  for (let still = 0; still < 2;) {
    const { rows } = await sql<{ name: string }>`
      select name from kernel.job where status in ('queued', 'running') limit 5`.execute(store.db);
    still = rows.length === 0 ? still + 1 : 0;
    if (Date.now() > deadline) throw new Error(`still at work after 30 s: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

let small: Promise<string> | undefined;

/** A city of these modules with a database of its own, asked through its front door. Close it after the tests. */
export async function openTestCity(options: TestCityOptions): Promise<TestCity> {
  const actors = new Map<string, Actor>();
  const folder = await mkdtemp(path.join(quickFolder(), 'yaojiang-test-'));
  const environment = {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    YAOJIANG_DATA: folder,
    CITY: options.city ?? (await (small ??= smallCity())),
    SEED_SIZE: 'none',
    LAKE_MEMORY: '1GB',
    // Guessing need not be dear here: signing in is what many tests begin with.
    PASSWORD_COST: '10',
    ...options.environment,
  };
  const modules = [testIdentity(actors), ...(await withNeeded(options.modules))];
  const database = await databaseFor(environment);
  const config = readConfig({ ...environment, ...(database.url ? { DATABASE_URL: database.url } : {}) });
  const platform = await openPlatform({
    config,
    modules,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const app = await buildServer(platform);
  await app.ready();
  if (options.work !== false) await platform.startWork();
  const city = { app, platform };
  const as = (who: TestActor): Asker => {
    const id = who.id ?? `actor-${actors.size + 1}`;
    const actor: Actor = {
      kind: 'official',
      name: id,
      ...(who.kind === 'citizen' ? { realName: 3 } : {}),
      ...who,
      id,
      grants: new Map(Object.entries(who.grants)),
    };
    actors.set(id, actor);
    return askerOf(city, actor);
  };
  return {
    ...city,
    as,
    stranger: askerOf(city, undefined),
    finished: (job) => waitForJob(platform.services, job),
    atRest: () => waitForRest(platform.services),
    close: async () => {
      await app.close();
      await platform.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
