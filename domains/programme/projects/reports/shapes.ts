import { z } from 'zod';

/** How far an activity is: what an accepted report says moves it. */
export const ReportLine = z.strictObject({
  code: z.string().max(60),
  percent: z.int().min(0).max(100),
  beganOn: z.iso.date().nullable(),
  endedOn: z.iso.date().nullable(),
  daysLeft: z
    .int()
    .min(0)
    .max(2000)
    .nullable()
    .describe('working days; reckoned from the per cent when null'),
});
export type ReportLine = z.infer<typeof ReportLine>;
