// The baseline: a full outer join by hand that only counts, of exact texts, and keeps no row.
import { answer, usage } from '../machinery/answer.ts';
import { connect, paths } from './sides.ts';

await answer(async ({ folder }: { readonly folder: string }) => {
  const connection = await connect();
  const { left, right } = paths(folder);
  const [before, from] = [usage().cpuSeconds, performance.now()];
  const reader = await connection.runAndReadAll(`select
      count(*) filter (where r.id is null)::int as "only-left", count(*) filter (where l.id is null)::int as "only-right",
      count(*) filter (where l.name <> r.name)::int as name, count(*) filter (where l.birth <> r.birth)::int as birth,
      count(*) filter (where l.amount <> r.amount)::int as amount
    from '${left}' as l full join '${right}' as r on l.id = r.id`);
  return {
    cpuSeconds: usage().cpuSeconds - before,
    seconds: (performance.now() - from) / 1000,
    counted: reader.getRowObjectsJS()[0],
  };
});
