import type { Text } from '#kernel/texts';
import { operations, type PublishedEntry } from '#platform/data/catalogue/contract';
import { operations as targetOperations } from '#domains/programme/targets/contract';
import { resourceWords } from '#platform/base/ledger/contract';
import { useAsked } from './asked.ts';

const MINUTE = 60_000;

/** The public catalogue; asked at most once a minute. */
export const usePublished = (enabled = true) =>
  useAsked('catalogue', operations.published, {}, { keepMs: MINUTE, enabled });

/** The plan's targets beside its baselines; they are printed and do not change. */
export const useBoard = (enabled = true) =>
  useAsked('targets', targetOperations.board, {}, { keepMs: 10 * MINUTE, enabled });

/** What people call a resource that the ledger or an origin names: the title of its catalogue entry, else its code. */
export function resourceTitle(resource: string, entries: readonly PublishedEntry[]): Text {
  const record = `record-${resource.replace('.', '-')}`;
  const dataset = resource.replace(/^ingestion\./, '');
  const entry = entries.find(({ code }) => [dataset, record].includes(code));
  return entry?.title ?? resourceWords[resource] ?? { zh: resource, en: resource };
}
