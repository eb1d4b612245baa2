import type { Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { readRows, recordRegistry } from '#kernel/record-server';

interface Named {
  readonly subject: string;
  readonly subjectRecord: string | undefined;
}

/** What the registers call the subjects of relations, by key; whoever is in none of them has no name. */
export async function subjectNames(
  services: Services,
  db: Db,
  subjects: readonly Named[],
): Promise<Map<string, string>> {
  const registry = recordRegistry(services.modules);
  const names = new Map<string, string>();
  for (const id of new Set(subjects.map(({ subjectRecord = '' }) => subjectRecord))) {
    const record = registry.get(id)?.record;
    if (!record) continue;
    const keys = subjects.filter(({ subjectRecord }) => subjectRecord === id).map(({ subject }) => subject);
    const rows: Record<string, unknown>[] = await readRows(services, db, record, keys);
    for (const row of rows) names.set(String(row[record.key]), String(row[record.label] ?? ''));
  }
  return names;
}
