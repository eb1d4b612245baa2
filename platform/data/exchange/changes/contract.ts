import { z } from 'zod';
import { operation } from '#kernel/operation';
import { TableAddress } from './table/address.ts';
import { lackKinds } from './table/lacks.ts';

const ByKey = z.object({ key: z.string().max(40) });

/** Where the changes of a subscription are sent to, for people; programs do so at the gateway. */
export const sendingOperations = {
  sending: operation({
    method: 'GET',
    path: '/agreements/:key/webhook',
    summary: { zh: '变更推送的地址和进度', en: 'Where changes are sent to, and how far that has come' },
    permission: 'exchange:read',
    params: ByKey,
    result: z.object({
      url: z
        .string()
        .nullable()
        .describe('told to the consumer alone: it may hold a secret; null where nothing is sent'),
      host: z.string().nullable().describe('of the address, or of the broker; null where nothing is sent'),
      change: z.int().describe('number of the newest change that was looked for'),
      sent: z.int().describe('number of the newest change that was taken'),
      sentAt: z.string().nullable(),
      failures: z.int(),
      problem: z.string().nullable().describe('why the last delivery was not taken'),
      dead: z.boolean().describe('given up until somebody sends anew'),
      left: z
        .array(
          z.object({
            host: z.string(),
            since: z.string(),
            failures: z.int(),
            problem: z.string().nullable(),
          }),
        )
        .describe("consumer's databases in which rows lie that are still to be deleted"),
      broker: z.boolean().describe('the city has a broker at which changes can be published'),
    }),
  }),
  setAddress: operation({
    method: 'PUT',
    path: '/agreements/:key/webhook',
    summary: { zh: '设置推送地址', en: 'Set where changes are sent to' },
    permission: 'exchange:fetch',
    params: ByKey,
    body: z.strictObject({
      url: z
        .string()
        .max(2000)
        .optional()
        .describe('https; within one’s own network as the administrator lists it'),
      broker: z.literal('nats').optional().describe("the city's broker instead of an address"),
      database: TableAddress.optional().describe("a table in the consumer's own PostgreSQL instead"),
    }),
    result: z.object({
      url: z.string(),
      secret: z
        .string()
        .nullable()
        .describe('by which each delivery is signed; shown this once; null of a table'),
    }),
  }),
  removeAddress: operation({
    method: 'DELETE',
    path: '/agreements/:key/webhook',
    summary: { zh: '停止推送', en: 'Send changes no longer' },
    permission: 'exchange:fetch',
    params: ByKey,
    result: z.object({ url: z.null() }),
  }),
  testDelivery: operation({
    method: 'POST',
    path: '/agreements/:key/webhook/test',
    summary: { zh: '试推送', en: 'Send a delivery without rows, to see whether it arrives' },
    permission: 'exchange:fetch',
    params: ByKey,
    body: z.strictObject({
      create: z
        .boolean()
        .optional()
        .describe('make what is missing in the database; else nothing is made there'),
    }),
    result: z.object({
      problem: z.string().nullable().describe('why it was not taken'),
      lacks: z
        .array(z.object({ kind: z.enum(lackKinds), name: z.string(), type: z.string() }))
        .optional()
        .describe('what a table lacks'),
      sql: z.string().nullable().optional().describe('statements by which what is missing would be there'),
    }),
  }),
  sendAnew: operation({
    method: 'POST',
    path: '/agreements/:key/webhook/replay',
    summary: { zh: '重新推送', en: 'Send again what was given up' },
    permission: 'exchange:fetch',
    params: ByKey,
    result: z.object({ sent: z.int() }),
  }),
} as const;
