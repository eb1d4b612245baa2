// Ours: the whole platform behind its own server, asked by an API client.
import { system } from '#kernel/actor';
import { buildServer } from '#kernel/server';
import { createClient } from '#platform/base/identity';
import { openCity } from '../machinery/open-city.ts';
import { answerParent } from './serve.ts';

const { url, folder } = JSON.parse(process.argv[2] ?? '{}') as { url: string; folder: string };
const platform = await openCity(url, folder);
const context = platform.contextFor(system);
const { id, secret } = await context.transaction((tx) =>
  createClient(context, tx, { name: 'bench', permissions: ['registers:read@city'] }),
);
const app = await buildServer(platform);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
answerParent(async () => {
  await app.close();
  await platform.close();
});
process.send?.({ address, authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
