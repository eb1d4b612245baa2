import { z } from 'zod';
import { operation } from '#kernel/operation';
import { recordOperations } from '#kernel/record';
import { Alarm, Lift } from './records.ts';
import { alarmKinds, handledAs, LiftCode, AlarmNumber } from './shapes.ts';

export { resultNames } from './names.ts';
export { handledAs } from './shapes.ts';

export const lifts = recordOperations(Lift);
export const alarms = recordOperations(Alarm);

/** An alarm as a monitoring company tells it; told again with `endedAt` when the signal is over. */
export const Report = z.strictObject({
  number: AlarmNumber.describe('the company’s own number: the same again changes nothing'),
  lift: LiftCode,
  kind: z.enum(alarmKinds),
  occurredAt: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }).optional(),
});
export type Report = z.infer<typeof Report>;

export const Taken = z.object({
  alarm: z.string(),
  taken: z.enum(['new', 'ended', 'known']).describe('known: it was here already and nothing changed'),
  state: z.enum(['open', 'closed']),
});
export type Taken = z.infer<typeof Taken>;

export const operations = {
  report: operation({
    method: 'POST',
    path: '/reports',
    summary: { zh: '报送电梯报警', en: 'Tell of an alarm of a lift' },
    permission: 'elevators:report',
    body: Report,
    result: Taken,
  }),
  handle: operation({
    method: 'POST',
    path: '/alarms/:id/handle',
    summary: { zh: '登记报警处置结果', en: 'Say what was done about an alarm' },
    permission: 'elevators:handle',
    params: z.object({ id: z.string().max(130) }),
    body: z.strictObject({ result: z.enum(handledAs), done: z.string().trim().min(2).max(500) }),
    result: Taken,
  }),
};
