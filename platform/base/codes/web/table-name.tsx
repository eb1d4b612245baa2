import { useCall, useSay } from '#ui';
import { operations } from '../contract.ts';

/** What people call code tables, by id; the id where a table is not known. */
export function useTableNames(): (id: string) => string {
  const say = useSay();
  const tables = useCall('codes', operations.tables, {}, { staleMs: 300_000 });
  return (id) => {
    const table = tables.data?.items.find((each) => each.id === id);
    return table ? say(table.name) : id;
  };
}

/** What people call a code table. */
export function TableName({ id }: { readonly id: string }) {
  const nameOf = useTableNames();
  return <span title={id}>{nameOf(id)}</span>;
}
