import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

const Conflict = z.object({
  dataset: z.string(),
  batch: z.string(),
  finding: z.string().nullable().describe('its path below the console, for whoever may see findings'),
});

export const File = z.object({
  id: z.string(),
  subject: z.enum(['person', 'company']),
  conflicts: z.array(Conflict).describe('rows of departments that claim its number for another'),
  sections: z.array(
    z.object({
      kind: z.string(),
      title: Text,
      items: z.array(
        z.object({
          key: z.string(),
          title: Text,
          at: z.string(),
          state: Text,
          path: z.string().nullable(),
          simulated: z.boolean(),
        }),
      ),
      more: z.boolean(),
    }),
  ),
});
export type File = z.infer<typeof File>;

export const fileOperations = {
  file: operation({
    method: 'GET',
    path: '/entities/:key/file',
    summary: {
      zh: '一人（企）一档：与之有关的事项和争议',
      en: 'One person or company, one file: what concerns it, and what is in conflict',
    },
    permission: 'registers:file',
    purpose: true,
    params: z.object({ key: z.string().max(20) }),
    result: File,
  }),
};
