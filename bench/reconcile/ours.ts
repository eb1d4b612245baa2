// Ours: every row with something the matter, with both values, in a table; repeated and missing keys told apart.
import { reconcile, type Comparison } from '#engines/reconcile';
import { answer, usage } from '../machinery/answer.ts';
import { connect, paths } from './sides.ts';

const comparison: Comparison = {
  keys: [{ left: 'id', right: 'id' }],
  fields: [
    { name: 'name', left: 'name', right: 'name', as: { kind: 'text' } },
    { name: 'birth', left: 'birth', right: 'birth', as: { kind: 'date', days: 1 } },
    { name: 'amount', left: 'amount', right: 'amount', as: { kind: 'number', absolute: 0.1 } },
  ],
  carry: { left: ['_row'], right: ['_row'] },
};

await answer(async ({ folder }: { readonly folder: string }) => {
  const connection = await connect();
  const { left, right } = paths(folder);
  await connection.run(`create view ours as from '${left}'; create view theirs as from '${right}'`);
  const session = {
    rows: async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as T[],
    run: async (sql: string) => void (await connection.run(sql)),
  };
  const [before, from] = [usage().cpuSeconds, performance.now()];
  const summary = await reconcile(session, comparison, { left: 'ours', right: 'theirs', into: 'matter' });
  return { cpuSeconds: usage().cpuSeconds - before, seconds: (performance.now() - from) / 1000, summary };
});
