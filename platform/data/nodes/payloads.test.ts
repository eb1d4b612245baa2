import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { forgetPayloads } from './city/forgetting.ts';
import { putPayload } from './city/payload-store.ts';
import { insured, openCitySide, openNodeSide, type CitySide, type NodeSide } from './testing/pair.ts';

let there: CitySide;
let here: NodeSide;
beforeAll(async () => {
  there = await openCitySide();
  await there.register('rsj');
  here = await openNodeSide(there.clock, { address: there.address, code: await there.invite('rsj') });
}, 240_000);
afterAll(async () => {
  await here.node.close();
  await there.city.close();
});

const day = 86_400_000;
const db = () => there.city.platform.services.store.db;
const context = () => there.office.context();
const contents = async () =>
  (await sql<{ digest: string }>`select digest from nodes.payload order by at`.execute(db())).rows.map(
    ({ digest }) => digest,
  );
const states = async () =>
  (
    await sql<{ state: string }>`
      select state from nodes.envelope where starts_with(channel, 'up/delivery') order by sequence`.execute(
      db(),
    )
  ).rows.map(({ state }) => state);

test('contents that were worked on go after the time that the city says, others and what was taken in stay', async () => {
  await here.put('first.csv', insured(2));
  await here.call();
  await expect.poll(states, { timeout: 30_000 }).toEqual(['done']);
  const [digest = ''] = await contents();
  const { files } = there.city.platform.services;
  const { id: lone } = await files.put(Readable.from(['sent, and never worked on']));
  const at = there.clock.now().toISOString();
  await putPayload(db(), { node: 'rsj', digest: lone, bytes: 25, at });
  there.clock.advance(29 * day);
  expect(await forgetPayloads(context())).toBe(0);
  expect((await contents()).toSorted()).toEqual([digest, lone].toSorted());
  // One that waits for its turn is kept however old it is.
  await sql`update nodes.envelope set state = 'taken' where starts_with(channel, 'up/delivery')`.execute(
    db(),
  );
  there.clock.advance(2 * day);
  expect(await forgetPayloads(context())).toBe(1);
  expect(await contents()).toEqual([digest]);
  await sql`update nodes.envelope set state = 'done' where starts_with(channel, 'up/delivery')`.execute(db());
  const partial = join(there.city.platform.services.config.dataFolder, 'nodes-partial');
  await mkdir(partial, { recursive: true });
  for (const [name, at] of [
    ['rsj-old', there.clock.now().getTime() - 31 * day],
    ['rsj-new', there.clock.now().getTime() - day],
  ] as const) {
    await writeFile(join(partial, name), 'piece');
    await utimes(join(partial, name), new Date(at), new Date(at));
  }
  expect(await forgetPayloads(context())).toBe(2);
  expect(await contents()).toEqual([]);
  expect(await readdir(partial)).toEqual(['rsj-new']);
  // What nobody took in is gone; the batch has what it needs, and the receipt still proves that its content came.
  await expect(files.path(lone)).rejects.toMatchObject({ status: 404 });
  expect(await files.path(digest)).toContain(digest.slice(2));
  const batches = (await there.office.get('/api/ingestion/batches')).json<{
    items: { filename: string }[];
  }>();
  expect(batches.items.map(({ filename }) => filename)).toEqual(['first.csv']);
  expect(await states()).toEqual(['done']);
  // The node may send it again, and all of it comes.
  await here.put('again.csv', insured(2));
  await here.call();
  await expect.poll(states, { timeout: 30_000 }).toEqual(['done', 'done']);
  expect(await contents()).toEqual([digest]);
});
