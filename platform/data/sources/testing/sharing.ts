import { sql } from 'kysely';
import type { Town } from './town.ts';

// For tests only: the catalogue shares a dataset otherwise than the city's file says, and opens it to nobody.

const words = { zh: '试验', en: 'trial' };
const shares = {
  conditional: { type: 'conditional', condition: words },
  none: { type: 'none', basis: '试验' },
} as const;

export async function setDatasetSharing(
  town: Town,
  dataset: string,
  share: keyof typeof shares,
): Promise<void> {
  const said = JSON.stringify({ open: 'none', share: shares[share] });
  await sql`update catalogue.dataset set definition = (definition - 'openCondition') || ${said}::jsonb
    where code = ${dataset}`.execute(town.city.platform.services.store.db);
}
