import type { Context } from '#kernel/context';
import { maskValue } from '#kernel/record-server';
import { listDatasets, type Dataset } from '#platform/data/catalogue';
import type { Standing } from '../contract.ts';
import { conflictsOf, type Conflict } from '../log/shared-store.ts';
import type { NodeRow } from './node-store.ts';

type Field = Dataset['fields'][number];

const shown = (value: string | null | undefined, field: Field | undefined): string | null => {
  if (value === null || value === undefined) return null;
  const open = field && ['public', 'internal'].includes(field.sensitivity);
  return open ? value : String(maskValue(value, field?.mask));
};

function fieldsOf({ nodeValues, cityValues }: Conflict, dataset: Dataset | undefined) {
  const names = [...new Set([...Object.keys(nodeValues), ...Object.keys(cityValues)])];
  return names
    .filter((name) => (nodeValues[name] ?? null) !== (cityValues[name] ?? null))
    .map((name) => {
      const field = dataset?.fields.find((each) => each.name === name);
      return { field: name, node: shown(nodeValues[name], field), city: shown(cityValues[name], field) };
    });
}

/** Rows that both ends had changed: both values, both owners, and what was decided. */
export async function conflictLog(
  context: Context,
  { code, owner }: NodeRow,
  office: string,
): Promise<Standing['conflicts']> {
  const conflicts = await conflictsOf(context.db, code, 100);
  const datasets = new Map((await listDatasets(context.db)).map((each) => [each.code, each]));
  return conflicts.map((conflict) => {
    const { dataset: name, key, base, version, decided, at } = conflict;
    const dataset = datasets.get(name);
    const keyField = dataset?.fields.find((each) => each.name === dataset.key);
    return {
      dataset: name,
      key: shown(key, keyField) ?? '',
      base,
      version,
      nodeOwner: owner,
      cityOwner: office,
      fields: fieldsOf(conflict, dataset),
      decided,
      at,
    };
  });
}
