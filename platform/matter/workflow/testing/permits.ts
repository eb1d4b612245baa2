import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { defineRecord, field } from '#kernel/record';
import { actOperation } from '../contract.ts';
import { applicant, officer } from '../declared.ts';
import { defineProcess } from '../process.ts';

/** A small process of its own: asked, something lacking, checked, an expert asked, issued or refused. */
const key = z.string().max(64);
const both = (zh: string, en: string) => ({ zh, en });
const states = ['asked', 'lacking', 'checking', 'asking', 'issued', 'refused', 'withdrawn'] as const;

export const Permit = defineRecord({
  module: 'permits',
  name: 'permit',
  plural: 'permits',
  table: 'permits.permit',
  key: 'id',
  label: 'number',
  versions: 'valid-time',
  import: false,
  title: both('许可', 'Permit'),
  fields: {
    id: field(key, both('编号', 'Id')),
    number: field(key, both('文号', 'Number')),
    organisation: field(key, both('单位', 'Organisation')),
    account: field(key, both('经办', 'Account')),
    applicant: field(key.nullable().optional(), both('申请人', 'Applicant')),
    state: field(z.enum(states), both('状态', 'State')),
    why: field(z.string().nullable().optional(), both('说明', 'Words')),
  },
  list: { filters: ['state'], orders: ['number'] },
  rights: { read: 'permits:read', scope: { department: 'organisation' } },
});

const why = z.string().min(2);
const OfficerAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('lack'), why }),
  z.strictObject({ act: z.literal('accept') }),
  z.strictObject({ act: z.literal('ask') }),
  z.strictObject({ act: z.literal('issue') }),
  z.strictObject({ act: z.literal('refuse'), why }),
]);
const OwnAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('complete') }),
  z.strictObject({ act: z.literal('withdraw') }),
]);
type Act = z.infer<typeof OfficerAct> | z.infer<typeof OwnAct>;

/** What an expert says, told by another organ; the payload names the state that it comes back to. */
export const answered = defineEvent({
  name: 'permits.answered',
  version: 1,
  title: both('专家已答复', 'An expert answered'),
  payload: z.object({ matter: z.string(), why: z.string() }),
});

/** Keys that came to their end, in order. */
export const ended: string[] = [];

export const permits = defineProcess<typeof Permit, Act>({
  record: Permit,
  parties: { organisation: 'organisation', account: 'account', applicant: 'applicant' },
  permission: 'permits:decide',
  applies: 'permits:apply',
  notNow: both('现在不能办理', 'Not now'),
  own: both('不能办理自己的', 'Not of oneself'),
  page: '/my/permits',
  title: ({ number }) => both(`许可 ${number}`, `Permit ${number}`),
  states: {
    asked: {
      title: both('已收到', 'asked'),
      waits: { title: both('待受理 {number}', 'To accept {number}'), clock: 5 },
    },
    lacking: {
      title: both('待补正', 'lacking'),
      pauses: both('一次性告知', 'told once'),
      waits: { title: both('请补正 {number}', 'Complete {number}'), clock: 10, for: 'applicant' },
    },
    checking: {
      title: both('审查中', 'checked'),
      waits: {
        title: both('待审查 {number}', 'To check {number}'),
        clock: { unit: 'hours', amount: 480 },
      },
    },
    asking: { title: both('专家评审', 'an expert is asked') },
    issued: { title: both('已发证', 'issued'), ends: true },
    refused: {
      title: both('不予许可', 'refused'),
      ends: true,
      enter: async ({ row }) => void ended.push(row.id),
    },
    withdrawn: { title: both('已撤回', 'withdrawn'), ends: true },
  },
  acts: {
    lack: officer(['asked', 'checking'], async (_at, said) => ({ state: 'lacking', why: said.why })),
    accept: officer(['asked'], async () => ({ state: 'checking' })),
    ask: officer(['checking'], async () => ({ state: 'asking' })),
    issue: officer(['checking'], async () => ({ state: 'issued' })),
    refuse: officer(['checking'], async (_at, said) => ({ state: 'refused', why: said.why })),
    // Only the test's own way back: each permit goes on where it was.
    complete: applicant(['lacking'], async ({ row }) => ({
      state: row.why?.startsWith('检查') ? 'checking' : 'asked',
    })),
    withdraw: applicant(['asked', 'lacking', 'checking'], async () => ({ state: 'withdrawn' })),
  },
});

export const hears = permits.follow(answered, ['asking'], async ({ why: said }) => ({
  state: 'checking',
  why: said,
}));

const summary = both('办理', 'Act');
export const permitsModule = defineModule({
  id: 'permits',
  title: both('许可', 'Permits'),
  folder: import.meta.dirname,
  dependsOn: ['workflow'],
  permissions: {
    'permits:read': both('查看', 'Read'),
    'permits:decide': both('办理', 'Decide'),
    'permits:apply': both('申请', 'Apply'),
  },
  records: [mountRecord(Permit)],
  events: [answered],
  subscriptions: [hears],
  mounted: mount(
    {
      act: actOperation({
        path: '/permits/:id/acts',
        summary,
        permission: 'permits:decide',
        acts: OfficerAct,
      }),
      own: actOperation({ path: '/my/permits/:id/acts', summary, permission: 'permits:apply', acts: OwnAct }),
    },
    { act: permits.handler, own: permits.handler },
  ),
  contributes: permits.contributions,
});
