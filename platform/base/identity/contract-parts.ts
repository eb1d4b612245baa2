import { z } from 'zod';

export const ClientSecret = z.object({ id: z.string(), secret: z.string().describe('shown this once') });
export type ClientSecret = z.infer<typeof ClientSecret>;

export const Done = z.object({ done: z.literal(true) });
export const ById = z.object({ id: z.string().max(64) });
/** Six digits of an authenticator, or a recovery code. */
export const Code = z.string().trim().min(6).max(20);
