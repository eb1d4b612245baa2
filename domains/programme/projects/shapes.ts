import { z } from 'zod';
import { Text } from '#kernel/texts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** An organisation of the city by code, or a group that the plan does not name one by one (相关部门). */
export const CityUnit = z.union([
  z.strictObject({ organisation: z.string() }),
  z.strictObject({ group: Text }),
]);
export type CityUnit = z.infer<typeof CityUnit>;

/** A number that a project is to reach. */
export const CityProjectFigure = z.strictObject({
  id: Id,
  name: Text,
  value: z.number(),
  approximate: z.enum(['about', 'over', 'nearly']).optional(),
  unit: Text,
  /** Id of a figure of figures.yaml that speaks of the same thing. */
  baseline: Id.optional(),
});
export type CityProjectFigure = z.infer<typeof CityProjectFigure>;
