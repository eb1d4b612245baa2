// The baselines: the same SELECT of the lake, sent as JSON, and nothing else; and the same rows out of a table with an index.
import { DuckDBInstance } from '@duckdb/node-api';
import Fastify from 'fastify';
import pg from 'pg';
import { answerParent } from '../record-page/serve.ts';

const { url, select, fields } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly url: string;
  /** One row a key with the given fields, in no order. */
  readonly select: string;
  readonly fields: readonly string[];
};
const limit = 200;
const quoted = fields.map((name) => `"${name}"`).join(', ');
const [key = ''] = fields;
const app = Fastify();

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const idle = await Promise.all(Array.from({ length: 16 }, () => instance.connect()));
const pageOf = `select ${quoted} from (${select}) where "${key}" > $1 order by "${key}" limit ${limit + 1}`;

app.get<{ Querystring: { after?: string } }>('/lake', async (request, reply) => {
  const connection = idle.pop() ?? (await instance.connect());
  const rows = (await connection.runAndReadAll(pageOf, [request.query.after ?? ''])).getRowObjectsJS();
  idle.push(connection);
  return reply.type('application/json').send(JSON.stringify({ items: rows.slice(0, limit) }));
});

const pool = new pg.Pool({ connectionString: url });
const connection = await instance.connect();
const all = (await connection.runAndReadAll(`select ${quoted} from (${select})`)).getRowObjectsJS();
await pool.query(`create table public.bare (${fields.map((name) => `"${name}" text`).join(', ')})`);
await pool.query(
  `insert into public.bare select ${fields.map((name) => `r->>'${name}'`).join(', ')} from jsonb_array_elements($1::jsonb) r`,
  [JSON.stringify(all)],
);
await pool.query(`create unique index on public.bare ("${key}")`);
await pool.query('analyze public.bare');

app.get<{ Querystring: { after?: string } }>('/table', async (request, reply) => {
  const { rows } = await pool.query(
    `select ${quoted} from public.bare where "${key}" > $1 order by "${key}" limit ${limit + 1}`,
    [request.query.after ?? ''],
  );
  return reply.type('application/json').send(JSON.stringify({ items: rows.slice(0, limit) }));
});

const address = await app.listen({ host: '127.0.0.1', port: 0 });
answerParent(async () => {
  await app.close();
  await pool.end();
});
process.send?.({ address, rows: all.length });
