import { z } from 'zod';
import { Text } from '#kernel/texts';

const Verdict = z.enum(['met', 'missed', 'none']).describe('none: no target is set');

export const SystemRecovery = z.object({
  code: z.string(),
  name: z.string(),
  owner: z.string(),
  ownerName: Text.nullable(),
  kept: z.enum(['platform', 'reported']),
  rpoHours: z.number().nullable(),
  rtoHours: z.number().nullable(),
  lastBackup: z.string().nullable(),
  lastDrill: z.string().nullable(),
  restoreMinutes: z.number().nullable(),
  point: Verdict,
  time: Verdict,
  simulated: z.boolean(),
});
export type SystemRecovery = z.infer<typeof SystemRecovery>;
