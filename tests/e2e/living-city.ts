import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { inject } from 'vitest';
import { readConfig } from '#kernel/config';
import type { Context } from '#kernel/context';
import { openPlatform, type Platform } from '#kernel/platform';
import { readRow } from '#kernel/record-server';
import { buildServer } from '#kernel/server';
import { Result } from '#domains/government/performance/records';
import { ensureDemonstration, linkCitizen } from '#platform/base/identity';
import { findPersonId } from '#platform/data/registers';
import { gather } from '#platform/sense/lineage';
import { modules } from '../../apps/server/modules.ts';
import { mountPages } from '../../apps/server/pages.ts';
import { playAll } from '../../apps/server/seed.ts';
import { handInDelivery, runSimulate, simulatorActor, standingOf } from '../../simulator/index.ts';
import { databaseFor, templateFor } from '../setup/template.ts';
import { createDatabase, dropDatabase, ensureDatabase } from '../setup/databases.ts';
import { livingDatabase } from '../setup/global-living.ts';
import { quickFolder } from '../setup/quick-folder.ts';
import { testStore } from '../setup/store.ts';

/** Every opening begins with the same people. */
const seed = 1;
const apps = ['console', 'portal', 'cockpit'];

interface Citizen {
  readonly citizenId: string;
  readonly name: string;
}

/** A small city with its pages and its demonstration accounts, on a port of its own. */
export interface LivingCity {
  readonly url: string;
  readonly platform: Platform;
  /** Somebody of the simulated city whom several departments know: the demonstration citizen. */
  readonly citizen: Citizen;
  /** Lets the demonstration citizen see the person that it is, once that person is in the register; it is asked a survey then. */
  linkTheCitizen(): Promise<void>;
  close(): Promise<void>;
}

/** What departments of a simulated city of 300 people hand in, taken in and joined, except for `datasets`. */
async function bringToLife(context: Context, folder: string, except: readonly string[]) {
  const out = path.join(folder, 'simulated');
  const manifest = await runSimulate({ size: 'tiny', seed, out, truth: false });
  if (!manifest.citizen) throw new Error('the simulated city has nobody to be the citizen');
  await ensureDemonstration(context, { idNumber: manifest.citizen.citizenId });
  const given = manifest.deliveries.filter(({ dataset }) => !except.includes(dataset));
  for (const round of [1, 2, 3]) {
    const batches: string[] = [];
    for (const delivery of given.filter((each) => each.round === round))
      batches.push(await handInDelivery(context, out, delivery));
    const deadline = Date.now() + 120_000;
    while (!(await standingOf(context, batches, 0)).joined) {
      if (Date.now() > deadline)
        throw new Error(`round ${round} of the simulated city does not come through`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return manifest.citizen;
}

const environment = {
  NODE_ENV: 'test',
  LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
  LAKE_MEMORY: '1GB',
};

const open = (folder: string, url: string | undefined): Promise<Platform> =>
  openPlatform({
    config: readConfig({ ...environment, YAOJIANG_DATA: folder, ...(url ? { DATABASE_URL: url } : {}) }),
    modules,
  });

/** The second stage of the invented evaluation is published once its measure is counted: whoever looks for its page then finds it. */
async function untilEvaluated(context: Context): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline && !(await readRow(context, context.db, Result, 'simulated-half-2.1')))
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Fills a city of which there is a folder and a database, and leaves it at rest. */
async function live(folder: string, url: string | undefined, except: readonly string[]): Promise<void> {
  const platform = await open(folder, url);
  try {
    await platform.startWork();
    const context = platform.contextFor(simulatorActor);
    const citizen = await bringToLife(context, folder, except);
    await playAll(platform, seed);
    await untilEvaluated(context);
    await gather(context);
    await writeFile(path.join(folder, 'citizen.json'), JSON.stringify(citizen));
  } finally {
    await platform.close();
  }
}

interface Place {
  /** Of its database on a server. */
  readonly url?: string;
  drop(): Promise<void>;
}

/** A copy of the whole city: it is brought to life once in a run, for whoever asks first, which takes half a minute. */
async function copyOfLife(folder: string, server: string): Promise<Place> {
  const kept = inject('livingCity');
  const template = livingDatabase(kept);
  await ensureDatabase(
    server,
    template,
    (url) => live(kept, url, []),
    await templateFor(server, environment),
  );
  await cp(kept, folder, { recursive: true });
  const name = `${template}_${path.basename(folder).slice(-6).toLowerCase()}`;
  return { url: await createDatabase(server, name, template), drop: () => dropDatabase(server, name) };
}

async function lifeOfItsOwn(folder: string, except: readonly string[]): Promise<Place> {
  const database = await databaseFor({ ...environment, YAOJIANG_DATA: folder });
  await live(folder, database.url, except);
  return database;
}

/**
 * Opens the whole city as `npm start` does, with 300 simulated people. Close it after the tests.
 * @param except datasets that nobody has handed in yet
 * @param EMBED_ORIGINS sites whose pages may show what is open to everybody
 */
export async function openLivingCity(
  except: readonly string[] = [],
  EMBED_ORIGINS: string[] = [],
): Promise<LivingCity> {
  for (const app of apps)
    if (!existsSync(path.join('apps', app, 'dist', 'index.html')))
      throw new Error(`the ${app} is not built: node scripts/build-web.ts`);
  const folder = await mkdtemp(path.join(quickFolder(), 'yaojiang-e2e-'));
  const store = testStore();
  const copied = store.kind === 'server' && except.length === 0;
  const place = await (copied ? copyOfLife(folder, store.url) : lifeOfItsOwn(folder, except));
  const citizen = JSON.parse(await readFile(path.join(folder, 'citizen.json'), 'utf8')) as Citizen;
  const platform = await open(folder, place.url);
  const server = await buildServer(platform);
  await mountPages(server, { EMBED_ORIGINS });
  await server.listen({ host: '127.0.0.1', port: 0 });
  await platform.startWork();
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    platform,
    citizen,
    linkTheCitizen: async () => {
      const context = platform.contextFor(simulatorActor);
      const person = await findPersonId(context, citizen.citizenId);
      if (!person) throw new Error('the citizen is not in the register');
      await context.transaction((tx) => linkCitizen(context, tx, { idNumber: citizen.citizenId, person }));
      await playAll(platform, seed);
    },
    close: async () => {
      await server.close();
      await platform.close();
      await place.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
