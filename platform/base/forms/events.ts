import { z } from 'zod';
import { defineEvent } from '#kernel/event';

export const formSubmitted = defineEvent({
  name: 'forms.submitted',
  version: 1,
  title: { zh: '表单已提交', en: 'A form was handed in' },
  payload: z.object({ form: z.string(), version: z.number().int(), answer: z.string(), owner: z.string() }),
});
