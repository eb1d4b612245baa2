import type { Services } from '#kernel/context';
import { indicatorPoint, type IndicatorDefinition } from '#kernel/indicator';
import { notFound } from '#kernel/problem';
import { recordRegistry } from '#kernel/record-server';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import { listPath } from './rules.ts';

type Known = Pick<Services, 'contributions' | 'modules'>;

/**
 * Every figure that modules contribute, panel by panel in their order.
 * @throws Error when two share a code: a bug
 */
export function listDefinitions(services: Known): readonly IndicatorDefinition[] {
  const all = services.contributions(indicatorPoint);
  const codes = new Set(all.map(({ code }) => code));
  if (codes.size !== all.length) throw new Error('two indicators share a code');
  return all.toSorted((one, other) => one.panel.localeCompare(other.panel) || one.order - other.order);
}

/** @throws Problem 404 `request.not-found` */
export function getDefinition(services: Known, code: string): IndicatorDefinition {
  const found = listDefinitions(services).find((each) => each.code === code);
  if (!found) throw notFound({ zh: zh.notFound, en: en.notFound }, code);
  return found;
}

/** The permission that the rows of a figure ask for. */
export function rowsPermission(services: Known, { code, rows }: IndicatorDefinition): string {
  if (rows.kind === 'listed') return rows.permission;
  return mountOf(services, code, rows.record).record.rights.read;
}

/** Where the rows of a figure, or of one of its parts, stand in the console. */
export function rowsPath(
  services: Known,
  { code, rows }: IndicatorDefinition,
  part: Readonly<Record<string, string>> = {},
): string {
  if (rows.kind === 'listed') return `/indicators/${code}`;
  const { record } = mountOf(services, code, rows.record);
  return listPath(`/${record.module}/${record.plural}`, { ...rows.query, ...part });
}

/** The record that a figure counts, as its module mounts it. @throws Error when nobody mounts it: a bug */
export function mountOf(services: Known, code: string, record: string) {
  const mounted = recordRegistry(services.modules).get(record);
  if (!mounted) throw new Error(`indicator ${code} counts ${record}, which no module mounts`);
  return mounted;
}
