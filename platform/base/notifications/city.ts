import { z } from 'zod';
import { defineCityFile, type CityCheck } from '#kernel/city';
import { fill, Text } from '#kernel/texts';
import { channels, parameterClasses, urgencies } from './rules.ts';
import { texts } from './texts.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Chain = z.array(
  z.strictObject({
    channel: z.enum(channels),
    afterMinutes: z.int().min(0).max(10_080).describe('unread so long after the step before'),
  }),
);

export const Template = z.strictObject({
  kind: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  title: Text,
  body: Text.describe('for the inbox, with {parameters}'),
  short: Text.describe('for channels outside'),
  urgency: z.enum(urgencies).default('normal'),
  mandatory: z.boolean().default(false).describe('nobody can turn a channel off for it'),
  channels: z
    .array(z.enum(channels))
    .min(1)
    .optional()
    .describe('by these alone; all of the chain when not given'),
  classes: z.record(z.string(), z.enum(parameterClasses)).default({}).describe('what is personal in it'),
});
export type Template = z.infer<typeof Template>;

export const Rules = z.strictObject({
  quiet: z.strictObject({ from: Clock, to: Clock }),
  perHour: z
    .int()
    .min(1)
    .max(1000)
    .describe('messages by channels outside to one person; urgent ones go all the same'),
  retryMinutes: z.array(z.int().min(1)).max(9),
  chains: z.strictObject({ urgent: Chain, normal: Chain }),
});
export type Rules = z.infer<typeof Rules>;

/** What notices say, and by which ways they reach people. */
export const noticesFile = defineCityFile({
  path: 'notices.yaml',
  format: 'yaml',
  title: { zh: '消息模板与规则', en: 'Notices: templates and rules' },
  schema: z.strictObject({ rules: Rules, templates: z.array(Template) }),
});

const placesOf = ({ title, body, short }: Template): string[] =>
  [title, body, short].flatMap(({ zh, en }) =>
    [...`${zh}${en}`.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name = '']) => name),
  );

/** Each kind once; a class is that of a parameter which stands in the words. */
export const noticesCheck: CityCheck = (city) => {
  const { templates } = city.get(noticesFile);
  const kinds = templates.map(({ kind }) => kind);
  return templates.flatMap((template, index) => [
    ...(kinds.indexOf(template.kind) === index
      ? []
      : [
          city.fault(noticesFile, ['templates', index, 'kind'], {
            code: 'notifications.kind-twice',
            message: fill(texts.kindTwice, { kind: template.kind }),
          }),
        ]),
    ...Object.keys(template.classes)
      .filter((name) => !placesOf(template).includes(name))
      .map((name) =>
        city.fault(noticesFile, ['templates', index, 'classes'], {
          code: 'notifications.class-unused',
          message: fill(texts.classUnused, { name }),
        }),
      ),
  ]);
};
