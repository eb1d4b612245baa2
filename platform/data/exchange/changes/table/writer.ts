import type { Context } from '#kernel/context';
import type { Dataset } from '#platform/data/catalogue';
import type { InForce } from '../../standing.ts';
import { NotTaken } from '../not-taken.ts';
import { tableIn } from './address.ts';
import { layoutOf, wantedOf } from './layout.ts';
import type { Lack } from './lacks.ts';
import { guarded, openTable } from './link.ts';
import { write, type Writing } from './writing.ts';

export interface Writer {
  /** @throws NotTaken */
  write(writing: Omit<Writing, 'table' | 'agreement'>): Promise<void>;
  close(): Promise<void>;
}

interface Given {
  readonly url: string;
  /** The password, as it is kept. */
  readonly sealed: string;
  readonly agreement: InForce;
  readonly dataset: Dataset;
  readonly shows: ReadonlyMap<string, unknown>;
}

const signs: Readonly<Record<Lack['kind'], string>> = {
  table: 'DB no-table',
  positions: 'DB no-table',
  column: 'DB no-column',
  type: 'DB type',
  key: 'DB no-key',
  right: 'DB permission',
};

/**
 * A consumer's table that takes what an agreement gives: where it does not, nothing leaves and nothing is counted.
 * @throws NotTaken
 */
export async function openWriter(
  context: Context,
  { url, sealed, agreement: { terms }, dataset, shows }: Given,
): Promise<Writer> {
  const agreement = terms.id;
  const { table } = tableIn(url);
  const database = await openTable(context, { agreement, url, sealed });
  try {
    const layout = await guarded(() => layoutOf(database, table, wantedOf(dataset, terms, shows.keys())));
    const [lack] = layout.lacks;
    if (lack) throw new NotTaken(signs[lack.kind]);
    return {
      write: (writing) => guarded(() => write(database, { ...writing, table, agreement }, layout)),
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
