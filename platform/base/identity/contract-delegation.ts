import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { ById, Done } from './contract-parts.ts';

const Instant = z.iso.datetime({ offset: true });

export const NewDelegation = z.object({
  post: z.string().max(64).describe('one of my own posts'),
  to: z.string().max(64).describe("the colleague's account"),
  startsAt: Instant,
  endsAt: Instant,
  basis: z.string().trim().min(1).max(200).describe('leave, travel, an order'),
  permissions: z.array(z.string().max(128)).min(1).max(100),
});
export type NewDelegation = z.infer<typeof NewDelegation>;

export const Delegation = z.object({
  id: z.string(),
  from: z.string(),
  fromName: z.string(),
  post: z.string(),
  to: z.string(),
  toName: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  basis: z.string(),
  permissions: z.array(z.string()),
  revokedAt: z.string().nullable(),
});
export type Delegation = z.infer<typeof Delegation>;

/** Somebody for whom one may act now. */
export const ActingChoice = z.object({ id: z.string(), title: Text, until: z.string().nullable() });
export type ActingChoice = z.infer<typeof ActingChoice>;

export const delegationOperations = {
  delegations: operation({
    method: 'GET',
    path: '/delegations',
    summary: { zh: '我的委托', en: 'My delegations' },
    permission: 'public',
    result: z.object({
      given: z.array(Delegation),
      received: z.array(Delegation),
      posts: z
        .array(z.object({ code: z.string(), permissions: z.array(z.string()) }))
        .describe('what I may hand over'),
    }),
  }),
  createDelegation: operation({
    method: 'POST',
    path: '/delegations',
    summary: { zh: '委托同事代办', en: 'Delegate to a colleague while away' },
    permission: 'public',
    body: NewDelegation,
    result: z.object({ id: z.string() }),
  }),
  endDelegation: operation({
    method: 'DELETE',
    path: '/delegations/:id',
    summary: { zh: '提前结束委托', en: 'End a delegation' },
    permission: 'public',
    params: ById,
    result: Done,
  }),
  acting: operation({
    method: 'GET',
    path: '/acting',
    summary: { zh: '可以代谁办理', en: 'For whom I may act' },
    permission: 'public',
    result: z.object({ present: z.string().nullable(), choices: z.array(ActingChoice) }),
  }),
  actFor: operation({
    method: 'POST',
    path: '/session/acting',
    summary: { zh: '选择代谁办理', en: 'Act for another, or for oneself again' },
    permission: 'public',
    body: z.object({ choice: z.string().max(200).nullable() }),
    result: Done,
  }),
} as const;
