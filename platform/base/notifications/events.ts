import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** Something must go out at once and not with the round of the next minute. */
export const sendingDue = defineEvent({
  name: 'notifications.sending-due',
  version: 1,
  title: { zh: '有紧急消息待发', en: 'Something urgent is to be sent' },
  payload: z.object({ what: z.enum(['notice', 'call']), id: z.string() }),
});
