// The baseline of opening a figure: the same rows by SQL written for this one page, sent as JSON, and nothing else.
import Fastify from 'fastify';
import pg from 'pg';
import { answerParent } from '../record-page/serve.ts';

const { url } = JSON.parse(process.argv[2] ?? '{}') as { url: string };
const pool = new pg.Pool({ connectionString: url });
const app = Fastify();

const columns = `id, name, citizen_id as "citizenId", sex, birth_date::text as "birthDate", ethnicity,
  household_number as "householdNumber", division, address, mobile, sources, origins, revision, valid_from as "validFrom",
  recorded_at as "recordedAt", recorded_by as "recordedBy", source, simulated, withdrawn_at as "withdrawnAt"`;

app.get<{ Querystring: { readonly year: string; readonly division: string } }>(
  '/rows',
  async (request, reply) => {
    const { year, division } = request.query;
    const { rows } = await pool.query(
      `select ${columns} from registers.person
     where withdrawn_at is null and birth_date >= $1 and birth_date < $2 and division = $3
     order by id limit 100`,
      [`${year}-01-01`, `${Number(year) + 1}-01-01`, division],
    );
    return reply.type('application/json').send(JSON.stringify({ items: rows }));
  },
);

const address = await app.listen({ host: '127.0.0.1', port: 0 });
answerParent(async () => {
  await app.close();
  await pool.end();
});
process.send?.({ address });
