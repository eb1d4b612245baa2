import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import {
  Bookable,
  MyBooking,
  MyWaiting,
  Offered,
  Preview,
  RosterLine,
  Service,
  StopAsked,
  Suspended,
  Ticket,
  Waiter,
} from './shapes.ts';

export type { MyBooking, MyWaiting, Offered, RosterLine, Ticket, Waiter } from './shapes.ts';

const ById = z.object({ id: z.string().max(100) });
const code = z.string().max(64);
const day = z.iso.date();
const half = z.enum(['am', 'pm', 'evening']).optional();
const words = z.string().trim().min(1).max(500);
const name = z.string().trim().min(1).max(60);
const request = z
  .string()
  .min(8)
  .max(64)
  .describe("the caller's own number of the request: said twice, done once");
const done = z.object({ done: z.literal(true) });

const looking = {
  services: operation({
    method: 'GET',
    path: '/services',
    summary: { zh: '可预约的服务与规则', en: 'What can be booked, under which rules' },
    permission: 'public',
    result: z.object({ items: z.array(Service) }),
  }),
  bookable: operation({
    method: 'GET',
    path: '/bookable',
    summary: { zh: '可预约的资源', en: 'Resources that can be booked' },
    permission: 'public',
    query: z.strictObject({ service: code.optional() }),
    result: z.object({ items: z.array(Bookable.extend({ organisationName: Text.nullable() })) }),
  }),
  slots: operation({
    method: 'GET',
    path: '/slots',
    summary: { zh: '号源', en: 'Slots and how many places are free' },
    permission: 'public',
    query: z.strictObject({
      service: code.optional(),
      resource: code.optional(),
      organisation: code.optional(),
      channel: z.string().max(32).default('app'),
      from: day,
      to: day.optional().describe('`from` when absent; at most 31 days'),
    }),
    result: z.object({ items: z.array(Offered), asOf: z.string() }),
  }),
};

const own = {
  hold: operation({
    method: 'POST',
    path: '/holds',
    summary: { zh: '为本人占号', en: 'Hold a place for oneself' },
    permission: 'scheduling:book',
    body: z.object({ slot: z.string().max(100), request: request.optional() }),
    result: MyBooking,
  }),
  confirm: operation({
    method: 'POST',
    path: '/my/bookings/:id/confirm',
    summary: { zh: '确认预约', en: 'Confirm what one holds' },
    permission: 'scheduling:book',
    params: ById,
    result: MyBooking,
  }),
  cancel: operation({
    method: 'POST',
    path: '/my/bookings/:id/cancel',
    summary: { zh: '取消本人预约', en: 'Cancel what one holds or booked' },
    permission: 'scheduling:book',
    params: ById,
    result: MyBooking,
  }),
  mine: operation({
    method: 'GET',
    path: '/my/bookings',
    summary: { zh: '我的预约与候补', en: 'My bookings and places on waiting lists' },
    permission: 'scheduling:book',
    result: z.object({
      bookings: z.array(MyBooking),
      waiting: z.array(MyWaiting),
      suspended: z.array(Suspended),
    }),
  }),
  join: operation({
    method: 'POST',
    path: '/my/waiting',
    summary: { zh: '登记候补', en: 'Join the waiting list' },
    permission: 'scheduling:book',
    body: z.object({
      service: code,
      resource: code.optional(),
      organisation: code.optional(),
      firstDay: day,
      lastDay: day,
      half,
    }),
    result: z.object({ id: z.string() }),
  }),
  leave: operation({
    method: 'POST',
    path: '/my/waiting/:id/leave',
    summary: { zh: '退出候补', en: 'Leave the waiting list' },
    permission: 'scheduling:book',
    params: ById,
    result: done,
  }),
};

const desk = {
  book: operation({
    method: 'POST',
    path: '/desk/bookings',
    summary: { zh: '窗口代约', en: 'Book for somebody at the desk' },
    permission: 'scheduling:serve',
    body: z.object({
      slot: z.string().max(100),
      channel: z.string().max(32),
      subject: z.string().min(1).max(64).describe('key of the person in the register, or the card presented'),
      subjectName: name,
      request: request.optional(),
    }),
    result: MyBooking,
  }),
  confirmFor: operation({
    method: 'POST',
    path: '/desk/bookings/:id/confirm',
    summary: { zh: '代为确认所留的号', en: 'Confirm for somebody the place that is held' },
    permission: 'scheduling:serve',
    params: ById,
    result: MyBooking,
  }),
  cancelFor: operation({
    method: 'POST',
    path: '/desk/bookings/:id/cancel',
    summary: { zh: '代为取消', en: 'Cancel for somebody' },
    permission: 'scheduling:serve',
    params: ById,
    body: z.object({ why: words }),
    result: MyBooking,
  }),
  checkIn: operation({
    method: 'POST',
    path: '/desk/bookings/:id/check-in',
    summary: { zh: '签到取号', en: 'Check in and get a number' },
    permission: 'scheduling:serve',
    params: ById,
    result: Ticket,
  }),
  noShow: operation({
    method: 'POST',
    path: '/desk/bookings/:id/no-show',
    summary: { zh: '登记爽约', en: 'Note that nobody came' },
    permission: 'scheduling:serve',
    params: ById,
    result: done,
  }),
  waitingList: operation({
    method: 'GET',
    path: '/desk/waiting',
    summary: { zh: '候补名单', en: 'Who waits' },
    permission: 'scheduling:serve',
    query: z.strictObject({ service: code.optional() }),
    result: z.object({ items: z.array(Waiter) }),
  }),
  suspensions: operation({
    method: 'GET',
    path: '/desk/suspensions',
    summary: { zh: '被暂停的人', en: 'Who is suspended' },
    permission: 'scheduling:manage',
    result: z.object({ items: z.array(Suspended) }),
  }),
  lift: operation({
    method: 'POST',
    path: '/desk/suspensions/:id/lift',
    summary: { zh: '解除暂停', en: 'Lift a suspension' },
    permission: 'scheduling:manage',
    params: ById,
    body: z.object({ why: words }),
    result: done,
  }),
};

const queue = {
  queue: operation({
    method: 'GET',
    path: '/queue/:resource',
    summary: { zh: '今日排队', en: "Today's queue" },
    permission: 'scheduling:serve',
    params: z.object({ resource: code }),
    result: z.object({ items: z.array(Ticket), name: Text, organisation: z.string() }),
  }),
  walkIn: operation({
    method: 'POST',
    path: '/queue/:resource/walk-in',
    summary: { zh: '现场取号', en: 'A number for one without a booking' },
    permission: 'scheduling:serve',
    params: z.object({ resource: code }),
    body: z.object({ subjectName: name }),
    result: Ticket,
  }),
  next: operation({
    method: 'POST',
    path: '/queue/:resource/next',
    summary: { zh: '叫下一个号', en: 'Call the next number' },
    permission: 'scheduling:serve',
    params: z.object({ resource: code }),
    result: Ticket,
  }),
  step: operation({
    method: 'POST',
    path: '/tickets/:id/:step',
    summary: { zh: '重呼、过号、回队、完成', en: 'Recall, skip, put back, served' },
    permission: 'scheduling:serve',
    params: z.object({ id: z.string().max(100), step: z.enum(['recall', 'skip', 'back', 'served']) }),
    result: Ticket,
  }),
  display: operation({
    method: 'GET',
    path: '/display/:organisation',
    summary: { zh: '叫号屏', en: 'Numbers called, for the screen in the hall' },
    permission: 'public',
    params: z.object({ organisation: code }),
    result: z.object({
      items: z.array(
        z.object({
          resource: z.string(),
          name: Text,
          place: z.string().nullable(),
          number: z.number().int(),
          calledAt: z.string(),
          calls: z.number().int(),
        }),
      ),
      asOf: z.string(),
    }),
  }),
};

const keeping = {
  roster: operation({
    method: 'GET',
    path: '/roster',
    summary: { zh: '排班表', en: 'Who and what serves when, and how full it is' },
    permission: 'scheduling:read',
    query: z.strictObject({ from: day, service: code.optional() }),
    result: z.object({ items: z.array(RosterLine), days: z.array(z.string()) }),
  }),
  previewStop: operation({
    method: 'POST',
    path: '/stops/preview',
    summary: { zh: '停诊预览', en: 'What a stop would do' },
    permission: 'scheduling:manage',
    body: StopAsked,
    result: Preview,
  }),
  stop: operation({
    method: 'POST',
    path: '/stops',
    summary: { zh: '停诊并批量改约', en: 'Stop a resource and propose other places' },
    permission: 'scheduling:manage',
    body: StopAsked.extend({ why: words }),
    result: z.object({
      id: z.string(),
      slots: z.number().int(),
      displaced: z.number().int(),
      proposed: z.number().int(),
    }),
  }),
  openDays: operation({
    method: 'POST',
    path: '/resources/:resource/open-days',
    summary: { zh: '按班次生成号源', en: 'Make the slots that the sessions say' },
    permission: 'scheduling:manage',
    params: z.object({ resource: code }),
    result: z.object({ days: z.number().int(), slots: z.number().int() }),
  }),
};

export const operations = { ...looking, ...own, ...desk, ...queue, ...keeping } as const;
