import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Answers, Definition } from './definition.ts';

export { Answers, Definition } from './definition.ts';

export type { Condition, Question } from './definition.ts';

const Code = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/);
const ByCode = z.object({ code: Code });
const Id = z.object({ id: z.string().max(64) });

export const Form = z.object({
  code: z.string(),
  version: z.number().int(),
  title: Text,
  lead: Text,
  owner: z.string(),
  state: z.enum(['draft', 'published', 'retired']),
  definition: Definition,
  source: z.string(),
  changedAt: z.string(),
});
export type Form = z.infer<typeof Form>;

export const FormLine = Form.omit({ definition: true });
export type FormLine = z.infer<typeof FormLine>;

export const MyAnswer = z.object({
  id: z.string(),
  form: z.string(),
  title: Text,
  version: z.number().int(),
  state: z.enum(['draft', 'submitted', 'withdrawn']),
  receipt: z.string().nullable(),
  revision: z.number().int().describe('rises with each save; a save names the one it saw'),
  answers: Answers,
  savedAt: z.string(),
  submittedAt: z.string().nullable(),
});
export type MyAnswer = z.infer<typeof MyAnswer>;

export const Sitting = z.object({
  answer: MyAnswer,
  asked: z.array(z.string()).describe('questions that are asked, given the answers so far, in order'),
  answers: Answers.describe('to those, with what is computed'),
  faults: z.array(z.object({ question: z.string(), detail: Text })),
});
export type Sitting = z.infer<typeof Sitting>;

export const Prefilled = z.object({
  question: z.string(),
  value: z.string(),
  source: Text.describe('the register it comes from'),
});

export const AnswerLine = z.object({
  id: z.string(),
  receipt: z.string(),
  version: z.number().int(),
  state: z.enum(['submitted', 'withdrawn']),
  submittedAt: z.string(),
});
export type AnswerLine = z.infer<typeof AnswerLine>;

export const operations = {
  published: operation({
    method: 'GET',
    path: '/published',
    summary: { zh: '可填写的表单', en: 'Forms that can be filled in' },
    permission: 'public',
    result: z.object({ items: z.array(FormLine) }),
  }),
  form: operation({
    method: 'GET',
    path: '/published/:code',
    summary: { zh: '表单', en: 'A form' },
    permission: 'public',
    params: ByCode,
    result: Form,
  }),
  schema: operation({
    method: 'GET',
    path: '/published/:code/schema',
    summary: { zh: '表单的 JSON Schema', en: 'The form as JSON Schema' },
    permission: 'public',
    params: ByCode,
    result: z.record(z.string(), z.unknown()),
  }),
  begin: operation({
    method: 'POST',
    path: '/published/:code/begin',
    summary: { zh: '开始填写，或接着填', en: 'Begin, or go on where one was' },
    permission: 'forms:fill',
    params: ByCode,
    result: Sitting.extend({ form: Form }),
  }),
  prefill: operation({
    method: 'POST',
    path: '/mine/:id/prefill',
    summary: { zh: '用城市已有的数据填写', en: 'Fill in what the city knows' },
    permission: 'forms:fill',
    params: Id,
    body: z.object({ consent: z.literal(true).describe('the person agrees that the registers are asked') }),
    result: z.object({ items: z.array(Prefilled) }),
  }),
  save: operation({
    method: 'PUT',
    path: '/mine/:id',
    summary: { zh: '保存草稿', en: 'Save the draft' },
    permission: 'forms:fill',
    params: Id,
    body: z.object({ revision: z.number().int(), answers: Answers }),
    result: Sitting,
  }),
  submit: operation({
    method: 'POST',
    path: '/mine/:id/submit',
    summary: { zh: '提交', en: 'Hand in' },
    permission: 'forms:fill',
    params: Id,
    result: MyAnswer,
  }),
  withdraw: operation({
    method: 'POST',
    path: '/mine/:id/withdraw',
    summary: { zh: '撤回', en: 'Take back' },
    permission: 'forms:fill',
    params: Id,
    result: MyAnswer,
  }),
  mine: operation({
    method: 'GET',
    path: '/mine',
    summary: { zh: '我填的表单', en: 'What I filled in' },
    permission: 'forms:fill',
    result: z.object({ items: z.array(MyAnswer) }),
  }),
  attachment: operation({
    method: 'GET',
    path: '/mine/:id/attachments/:file',
    summary: { zh: '下载答卷中的附件', en: 'A file of an answer' },
    permission: 'forms:fill',
    params: Id.extend({ file: z.string().max(64) }),
    result: z.unknown(),
    download: true,
  }),
  print: operation({
    method: 'POST',
    path: '/mine/:id/print',
    summary: { zh: '打印回执', en: 'Print the receipt' },
    permission: 'forms:fill',
    params: Id,
    result: z.unknown(),
    download: true,
  }),
  forms: operation({
    method: 'GET',
    path: '/forms',
    summary: { zh: '全部表单及草稿', en: 'All forms with their drafts' },
    permission: 'forms:answers',
    result: z.object({ items: z.array(Form) }),
  }),
  saveForm: operation({
    method: 'PUT',
    path: '/forms/:code',
    summary: { zh: '保存表单草稿', en: 'Save the draft of a form' },
    permission: 'forms:design',
    params: ByCode,
    body: z.object({ title: Text, lead: Text, definition: Definition }),
    result: Form,
  }),
  publishForm: operation({
    method: 'POST',
    path: '/forms/:code/publish',
    summary: { zh: '发布表单', en: 'Publish a form' },
    permission: 'forms:design',
    params: ByCode,
    result: Form,
  }),
  retireForm: operation({
    method: 'POST',
    path: '/forms/:code/retire',
    summary: { zh: '停用表单', en: 'Retire a form' },
    permission: 'forms:design',
    params: ByCode,
    result: z.object({ done: z.literal(true) }),
  }),
  answers: operation({
    method: 'GET',
    path: '/forms/:code/answers',
    summary: { zh: '收到的答卷', en: 'Answers handed in' },
    permission: 'forms:answers',
    params: ByCode,
    query: z.object({
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(AnswerLine), next: z.string().nullable() }),
  }),
  answer: operation({
    method: 'GET',
    path: '/answers/:id',
    summary: { zh: '一份答卷', en: 'One answer' },
    permission: 'forms:answers',
    params: Id,
    result: z.object({ form: Form, answer: MyAnswer }),
    purpose: true,
  }),
  export: operation({
    method: 'GET',
    path: '/forms/:code/export',
    summary: { zh: '导出答卷（CSV）', en: 'Export the answers (CSV)' },
    permission: 'forms:answers',
    params: ByCode,
    result: z.unknown(),
    download: true,
    purpose: true,
  }),
} as const;
