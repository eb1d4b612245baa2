// The baseline: the same rows by SQL written for this one page, sent as JSON, and nothing else.
import Fastify from 'fastify';
import pg from 'pg';
import { answerParent } from './serve.ts';

const { url } = JSON.parse(process.argv[2] ?? '{}') as { url: string };
const pool = new pg.Pool({ connectionString: url });
const app = Fastify();

const columns = `id, name, citizen_id as "citizenId", sex, birth_date::text as "birthDate", ethnicity,
  household_number as "householdNumber", division, address, mobile, sources, origins, revision, valid_from as "validFrom",
  recorded_at as "recordedAt", recorded_by as "recordedBy", source, simulated, withdrawn_at as "withdrawnAt"`;

interface Query {
  readonly division?: string;
  readonly after?: string;
}

app.get<{ Querystring: Query }>('/persons', async (request, reply) => {
  const { division, after = '' } = request.query;
  const { rows } = division
    ? await pool.query(
        `select ${columns} from registers.person where division = $1 and withdrawn_at is null and id > $2 order by id limit 201`,
        [division, after],
      )
    : await pool.query(
        `select ${columns} from registers.person where withdrawn_at is null and id > $1 order by id limit 201`,
        [after],
      );
  return reply.type('application/json').send(JSON.stringify({ items: rows.slice(0, 200) }));
});

const address = await app.listen({ host: '127.0.0.1', port: 0 });
answerParent(async () => {
  await app.close();
  await pool.end();
});
process.send?.({ address });
