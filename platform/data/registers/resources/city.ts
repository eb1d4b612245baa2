import { z } from 'zod';
import { defineCityFile, type ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { kinds } from './names.ts';
import { putSetting } from './overlap-store.ts';

const squareMetres = z.number().min(0).max(1e7);

/** Square metres by which two units of a kind may lie over each other: lines drawn by different hands never meet wholly. */
export const Tolerances = z.strictObject({
  tolerance: z.strictObject(
    Object.fromEntries(Object.keys(kinds).map((kind) => [kind, squareMetres])) as Record<
      keyof typeof kinds,
      typeof squareMetres
    >,
  ),
});
export type Tolerances = z.output<typeof Tolerances>;

export const resourcesFile = defineCityFile({
  path: 'natural-resources.yaml',
  format: 'yaml',
  title: { zh: '自然资源重叠的容差', en: 'How far natural resources may overlap' },
  schema: Tolerances,
});

/** Keeps by how much natural resources may overlap. */
export const load = (city: ReadCity, context: Context): Promise<void> =>
  putSetting(context.db, 'overlap', city.get(resourcesFile));
