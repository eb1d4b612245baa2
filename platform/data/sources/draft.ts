import type { z } from 'zod';
import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { getDatasetInForce } from '#platform/data/catalogue';
import { requireNobody, requireSettings } from './checks.ts';
import type { Draft, Tried } from './contract.ts';
import { reaches } from './scope.ts';
import { findSource, type SourceRow } from './store.ts';
import { texts } from './texts.ts';
import { tryOut } from './try.ts';

/** All of a source that its form does not say. */
const blank = {
  code: 'draft',
  titleZh: '',
  titleEn: '',
  schedule: null,
  follows: [],
  enabled: false,
  simulated: false,
  secret: null,
  target: null,
  mark: null,
  placed: 0,
  columns: null,
  misses: 0,
  nextAt: null,
  rowsLeast: null,
  rowsMost: null,
  rowsChange: null,
  contract: null,
} as const;

/** What a source that is being changed has as its secret; it opens only where it was given for. */
async function keptBy(context: Context, code: string | undefined) {
  const known = code === undefined ? undefined : await findSource(context.db, code);
  return known && reaches(context, 'sources:write', known.owner) ? known : undefined;
}

/**
 * Reads the first rows as a source would that is only written down on a form. Nothing is kept, the secret least of all.
 * @throws Problem 422 when its settings are wrong, 404 when the dataset is another's
 */
export async function tryDraft(context: Context, draft: z.output<typeof Draft>): Promise<Tried> {
  const { kind, settings, dataset, secret } = draft;
  requireSettings(kind, settings);
  const found = await getDatasetInForce(context.db, dataset);
  const { provider } = found;
  if (!reaches(context, 'sources:write', provider)) throw notFound(texts.dataset, dataset);
  requireNobody(kind, found);
  const kept = await keptBy(context, draft.code);
  const known = kept
    ? { code: kept.code, secret: kept.secret, target: kept.target, contract: kept.contract }
    : {};
  const source: SourceRow = { ...blank, ...known, dataset, owner: provider, kind, settings };
  return tryOut(context, source, { basis: 'sources:write', secret });
}
