import pg from 'pg';
import type { Context } from '#kernel/context';

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The statements that `work` asks through the context's own `db`, with their values. */
export async function statementsOf(
  context: Context,
  work: (watched: Context) => Promise<unknown>,
): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const db = new Proxy(context.db, {
    get(target, name) {
      if (name !== 'executeQuery') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (query: Asked) => {
        asked.push(query);
        return target.executeQuery(query as never);
      };
    },
  });
  await work({ ...context, db });
  return asked;
}

/** Asks the same again and again, with plans kept, and with nothing made of the answer. */
export async function askBare(url: string, asked: readonly Asked[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set time zone 'Asia/Shanghai'; set plan_cache_mode to force_generic_plan");
  return {
    ask: async (): Promise<void> => {
      for (const [index, { sql, parameters }] of asked.entries())
        await client.query({ name: `bare_${index}`, text: sql, values: [...parameters] });
    },
    end: () => client.end(),
  };
}
