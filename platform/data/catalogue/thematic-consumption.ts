import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { readingsPoint } from '#kernel/readings';
import { readRow } from '#kernel/record-server';
import { organisationNames } from '#platform/base/organisations';
import type { Consumption } from './contract.ts';
import { Thematic } from './records.ts';
import { providersOf } from './thematic-store.ts';

const daysBack = 30;

/**
 * Who read how much of the datasets of a thematic database in the last 30 days, measured from the ledger.
 * @throws Problem 404 `request.not-found`
 */
export async function readConsumption(context: Context, key: string): Promise<Consumption> {
  const thematic = await readRow(context, context.db, Thematic, key);
  if (!thematic) throw notFound(Thematic.title, key);
  const now = context.clock.now();
  const since = new Date(now.getTime() - daysBack * 86_400_000).toISOString();
  const resources = thematic.datasets.map((code) => `ingestion.${code}`);
  const sources = context.contributions(readingsPoint);
  const found = (await Promise.all(sources.map(({ read }) => read(context, { resources, since })))).flat();
  const names = await organisationNames(
    context.db,
    found.flatMap(({ organisation }) => organisation ?? []),
  );
  const providers = await providersOf(context.db, thematic.datasets);
  const items = found.map(({ organisation, ...rest }) => ({
    ...rest,
    organisation: organisation === null ? null : { code: organisation, name: nameOf(names, organisation) },
    owner: organisation !== null && providers.has(organisation),
  }));
  return { since, asOf: now.toISOString(), items };
}

const nameOf = (names: Awaited<ReturnType<typeof organisationNames>>, code: string) =>
  names.get(code) ?? { zh: code, en: code };
