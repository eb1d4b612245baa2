import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { envelopesAfter } from './log/log-store.ts';
import { deliveryChannel, layFolders, settleFiles, watch } from './node/watching.ts';
import { openNodeSide, type NodeSide } from './testing/pair.ts';

const dataset = 'rsj-insured';
const channel = deliveryChannel(dataset);

let here: NodeSide;
let seen: Map<string, string>;
beforeAll(async () => {
  here = await openNodeSide(fixedClock('2026-11-02T02:00:00Z'));
});
afterAll(() => here.node.close());

const folder = (name: string) => join(here.context.config.dataFolder, name, dataset);
const loseTheStore = () =>
  sql`truncate nodes.envelope, nodes.channel, nodes.seen_file`.execute(here.context.db);
beforeEach(async () => {
  await loseTheStore();
  for (const name of ['outbox', 'waiting', 'done', 'refused'])
    await rm(folder(name), { recursive: true, force: true });
  await layFolders(here.context, [dataset]);
  seen = new Map();
});

let time = 1_700_000_000;
/** Laid into the folder, a second after the one before. */
async function lay(name: string, text: string, at = (time += 1)): Promise<number> {
  await writeFile(join(folder('outbox'), name), text);
  await utimes(join(folder('outbox'), name), at, at);
  return at;
}
const look = () => watch(here.context, { node: 'rsj', datasets: [dataset], before: seen });
/** Three looks: quiet, laid aside, sent. */
async function looks(): Promise<number> {
  let taken = 0;
  for (let count = 0; count < 4; count += 1) taken += await look();
  return taken;
}
const sent = async () => {
  const envelopes = await envelopesAfter(here.context.db, { node: 'rsj', channel }, { after: 0, limit: 100 });
  return envelopes.map(({ header: { name, bytes } }) => `${name} ${bytes}`);
};
const lies = async (name: string) =>
  (await readdir(folder(name)).catch(() => [])).map((each) => each.replace(/^\d+-\w{6}-/, ''));

test('several of one name wait side by side, and outlive the store in their order', async () => {
  for (const text of ['1', '22', '333']) {
    await lay('insured.csv', text);
    expect(await looks()).toBe(1);
  }
  expect(await lies('waiting')).toEqual(['insured.csv', 'insured.csv', 'insured.csv']);
  await loseTheStore();
  await lay('insured.csv', '4444');
  expect(await looks()).toBe(4);
  expect(await sent()).toEqual(['insured.csv 1', 'insured.csv 2', 'insured.csv 3', 'insured.csv 4']);
});

test('what comes back after something else is sent again; just as it was, it is not', async () => {
  const at = await lay('a.csv', 'one');
  await looks();
  await lay('a.csv', 'wrong');
  await looks();
  await lay('a.csv', 'one', at);
  await looks();
  expect(await sent()).toEqual(['a.csv 3', 'a.csv 5', 'a.csv 3']);
  await lay('a.csv', 'one');
  await looks();
  expect(await sent()).toHaveLength(3);
  await settleFiles(here.context, channel, 3);
  expect(await lies('done')).toHaveLength(4);
  expect(await lies('waiting')).toEqual([]);
});

test('a file that takes the place of one that is being sent is another, and both are sent', async () => {
  await lay('data.csv', 'before');
  await look();
  await look();
  await lay('next', 'afterwards');
  await rename(join(folder('outbox'), 'next'), join(folder('outbox'), 'data.csv'));
  await looks();
  expect(await sent()).toEqual(['data.csv 6', 'data.csv 10']);
});

test('what is still written to waits; what cannot be sent stops nothing behind it', async () => {
  await mkdir(join(folder('outbox'), 'a-folder'));
  await writeFile(join(folder('outbox'), 'empty.csv'), '');
  await lay(`${'长'.repeat(80)}.csv`, 'long name');
  await lay('z.csv', 'last');
  expect(await look()).toBe(0);
  await lay('z.csv', 'last and more');
  expect(await look()).toBe(0);
  expect(await lies('outbox')).toContain('z.csv');
  await looks();
  expect(await sent()).toEqual([expect.stringMatching(/长\.csv 9$/), 'z.csv 13']);
  expect((await lies('outbox')).toSorted()).toEqual(['a-folder', 'empty.csv']);
});
