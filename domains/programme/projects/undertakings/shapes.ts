import { z } from 'zod';

/** Given by the department: letters, digits and hyphens. */
export const undertakingCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,38}$/);

/**
 * The undertaking's code, a dot, and the activity's own short code: `XM-2018-003.A04`. It does not end as the kinds of link do,
 * which stand right behind it where others wait for it.
 */
export const activityCode = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,38}\.[A-Z0-9]{1,12}$/)
  .regex(/(?<!FS|SS|FF|SF)$/);

/** `A04` of `XM-2018-003.A04`. */
export const shortOf = (code: string): string => code.slice(code.indexOf('.') + 1);
