// The baseline: the same bytes pushed to as many listeners and given as answers, out of memory, by a bare Fastify.
import Fastify from 'fastify';
import type { ServerResponse } from 'node:http';
import { answerParent } from '../record-page/serve.ts';
import { livingHeap } from './heap.ts';

const { answers } = JSON.parse(process.argv[2] ?? '{}') as {
  /** By path: the bytes as ours gave them, base64, and how they were encoded. */
  readonly answers: Readonly<Record<string, { readonly body: string; readonly encoding: string }>>;
};
const app = Fastify();
const listeners = new Set<ServerResponse>();
for (const [path, { body, encoding }] of Object.entries(answers)) {
  const bytes = Buffer.from(body, 'base64');
  app.get(path, (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('content-encoding', encoding).send(bytes),
  );
}
app.get('/api/operations-centre/live', (_request, reply) => {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  listeners.add(reply.raw);
  reply.raw.once('close', () => listeners.delete(reply.raw));
});

let version = 0;
const beat = setInterval(() => {
  const data = JSON.stringify({
    version: `2026-11-30 16:00:00.123456+00/${version}`,
    at: new Date().toISOString(),
  });
  for (const listener of listeners) listener.write(`event: beat\ndata: ${data}\n\n`);
}, 5000);

process.on('message', ({ ask }: { ask: string }) => {
  if (ask === 'heap') void livingHeap().then((bytes) => process.send?.({ bytes }));
  if (ask === 'change') {
    version += 1;
    process.send?.({ version: `2026-11-30 16:00:00.123456+00/${version}`, at: Date.now() });
  }
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
answerParent(async () => {
  clearInterval(beat);
  for (const listener of listeners) listener.end();
  await app.close();
});
process.send?.({ address });
