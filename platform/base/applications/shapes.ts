import { z } from 'zod';
import type { Text } from '#kernel/texts';

const Id = z.string().trim().min(1).max(100);
const Instant = z.iso.datetime({ offset: true });
/** Where to go on, below the system's address: a path, never another host. */
export const Link = z
  .string()
  .regex(/^\/(?![/\\])[^\\\s]*$/)
  .max(500);

/** A to-do of a system, in our terms. Of two with one id the one changed later holds. */
export const ForeignTodo = z.strictObject({
  id: Id,
  title: z.string().trim().min(1).max(300),
  account: z.string().trim().max(100).describe('its holder, by the name of the account there'),
  state: z.enum(['waiting', 'done', 'dropped']),
  deadline: Instant.optional(),
  link: Link.default('/').describe("path below the system's address where it is done"),
  changedAt: Instant,
});
export type ForeignTodo = z.infer<typeof ForeignTodo>;

/** A message of a system to one of its accounts. One id is told once. */
export const ForeignMessage = z.strictObject({
  id: Id,
  title: z.string().trim().min(1).max(200),
  words: z.string().trim().max(1000).default(''),
  account: z.string().trim().max(100),
  link: Link.default('/'),
});
export type ForeignMessage = z.infer<typeof ForeignMessage>;

/** How the names of an old system become ours: our name to its own. */
export const AdapterSettings = z
  .strictObject({
    items: z
      .string()
      .max(100)
      .describe('JSON: path to the list, `data.rows`; XML: name of the element of one item'),
    fields: z
      .partialRecord(
        z.enum(['id', 'title', 'account', 'state', 'deadline', 'link', 'changedAt', 'words']),
        z.string().max(60),
      )
      .describe('our name to its name'),
    done: z.array(z.string().max(60)).max(20).optional().describe('values of its state that mean done'),
    dropped: z.array(z.string().max(60)).max(20).optional(),
    encoding: z.enum(['utf-8', 'gbk', 'gb18030', 'big5']).optional(),
    cursor: z
      .string()
      .max(60)
      .optional()
      .describe('parameter that says from where on; the whole list is given when absent'),
    next: z
      .string()
      .max(100)
      .optional()
      .describe('JSON: path to where to go on; the newest changedAt when absent'),
    key: z
      .string()
      .max(60)
      .optional()
      .describe('header in which the key is sent; Authorization: Bearer when absent'),
    zone: z
      .string()
      .regex(/^[+-]\d\d:\d\d$/)
      .optional()
      .describe('of instants written without one; +08:00 when absent'),
  })
  .meta({ kind: 'object' });
export type AdapterSettings = z.infer<typeof AdapterSettings>;

/** The adapters that come with the platform. */
export const adapterKinds: Readonly<Record<string, Text>> = {
  json: { zh: 'JSON 列表', en: 'JSON list' },
  xml: { zh: 'XML 列表', en: 'XML list' },
};
