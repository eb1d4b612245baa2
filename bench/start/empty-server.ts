// The baseline: Fastify and the files that Vite made of an empty page.
import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';

const { dist, port } = JSON.parse(process.argv[2] ?? '{}') as { dist: string; port: number };
const app = Fastify();
await app.register(fastifyStatic, { root: dist });
await app.listen({ host: '127.0.0.1', port });
