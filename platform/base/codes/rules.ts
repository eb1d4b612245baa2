/** How the code of the other table stands to ours: the same, wider, or one of several narrower ones. */
export const mappingKinds = ['exact', 'broader', 'narrower'] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** Whether a code stands above another one, going up from `from`. */
export function isAncestor(
  parentOf: ReadonlyMap<string, string | undefined>,
  code: string,
  from: string,
): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = from; at !== undefined && !seen.has(at); at = parentOf.get(at)) {
    if (at === code) return true;
    seen.add(at);
  }
  return false;
}

/** Key of what a code means today. */
export const valueKey = (table: string, code: string): string => `${table}:${code}`;

/** Key of what a code meant before, by the day on which that ended. */
export const formerKey = (table: string, code: string, until: string): string => `${table}:${code}@${until}`;

/** Whether a key is one that a code of a table may have. */
export const keyFits = (key: string, table: string, code: string): boolean =>
  key === valueKey(table, code) ||
  (key.startsWith(`${valueKey(table, code)}@`) && /@\d{4}-\d{2}-\d{2}$/.test(key));

export interface MappingEnds {
  readonly fromTable: string;
  readonly fromCode: string;
  readonly toTable: string;
  readonly toCode: string;
}

export const mappingKey = ({ fromTable, fromCode, toTable, toCode }: MappingEnds): string =>
  `${fromTable}:${fromCode}>${toTable}:${toCode}`;
