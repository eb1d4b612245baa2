// Ours: the whole platform behind its own server, a measure of two million people, opened by an API client.
import { system } from '#kernel/actor';
import { buildServer } from '#kernel/server';
import { createClient } from '#platform/base/identity';
import { openCity } from '../machinery/open-city.ts';
import { organOf } from './organ.ts';
import { answerParent } from '../record-page/serve.ts';

const { url, folder } = JSON.parse(process.argv[2] ?? '{}') as { url: string; folder: string };
const platform = await openCity(url, folder);
const context = platform.contextFor(system);
const text = (word: string) => ({ zh: word, en: word });
const measure = {
  code: 'bench-people',
  title: text('people'),
  definition: text('people by the year of their birth'),
  unit: text('people'),
  numerator: { record: 'registers.person', aggregate: 'count', time: 'birthDate', where: [], joins: [] },
  dimensions: [{ name: 'village', title: text('village'), field: 'division' }],
  grain: 'year',
  direction: 'none',
  owner: '330281-jxj',
  secrecy: { least: 5 },
  factor: 1,
};
const organ = organOf(platform, context);
await organ.define(measure);
await organ.refresh();
const permissions = ['indicators:read@city', 'registers:read@city', 'registers:reveal@city'];
const { id, secret } = await context.transaction((tx) =>
  createClient(context, tx, { name: 'bench', permissions }),
);
const app = await buildServer(platform);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
answerParent(async () => {
  await app.close();
  await platform.close();
});
process.send?.({ address, authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
