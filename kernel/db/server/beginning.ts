import pg from 'pg';

/**
 * Asks a transaction's first statement together with the `begin` before it, by one trip to the server instead of two.
 * Both go as one series of messages (PostgreSQL, "Extended Query", up to one Sync), so when `begin` fails the statement
 * is not done; when the statement fails, the transaction stands failed, as ever.
 * @param begin without values
 */
export function beginWith(
  client: pg.ClientBase,
  begin: string,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<pg.QueryResult | pg.QueryResult[]> {
  // Without values a message may hold several statements.
  if (values.length === 0) return client.query(`${begin}; ${text}`);
  return new Promise((resolve, reject) => {
    const query = new pg.Query({ text, values: [...values] }, undefined, (error, result) => {
      if (error) reject(error);
      else resolve(result as unknown as pg.QueryResult[]);
    });
    const submit = query.submit.bind(query);
    query.submit = (connection) => {
      connection.stream.cork();
      try {
        connection.parse({ name: '', text: begin, types: [] }, true);
        connection.bind({}, true);
        connection.execute({}, true);
        return submit(connection);
      } finally {
        connection.stream.uncork();
      }
    };
    client.query(query);
  });
}
