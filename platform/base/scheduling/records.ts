import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { channelNames, quotaWords } from './channels.ts';
import {
  bookingStatusNames,
  bookingStatuses,
  halfNames,
  resourceKindNames,
  resourceKinds,
  weekdayNames,
} from './names.ts';

export { halfNames } from './names.ts';

const module = 'scheduling';
const keep = {
  read: 'scheduling:read',
  write: 'scheduling:manage',
  scope: { department: 'organisation' },
} as const;
const codeField = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,63}$/);
const time = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const quotas = () => z.string().regex(/^[a-z][a-z-]*=\d{1,5}( [a-z][a-z-]*=\d{1,5})*$/);
const hints = {
  time: { zh: '24 小时制，如 08:30', en: '24-hour clock, as 08:30' },
  quotas: {
    zh: '各渠道配额，如 app=6 window=2；其余不限渠道',
    en: 'places kept for channels, as app=6 window=2; the rest is open to all',
  },
};
const organisation = field(
  reference('organisations.organisation'),
  { zh: '单位', en: 'Organisation' },
  { unchecked: true },
);
const organisationOfResource = { ...organisation, computed: true } as const;
const resource = field(reference('scheduling.resource'), { zh: '资源', en: 'Resource' });
const startsAt = field(time(), { zh: '开始', en: 'From' }, { hint: hints.time });
const endsAt = field(time(), { zh: '结束', en: 'To' }, { hint: hints.time });

/** Something that can be booked: a doctor, a window, a room, a court, a bus, a bed. */
export const Resource = defineRecord({
  module,
  name: 'resource',
  plural: 'resources',
  table: 'scheduling.resource',
  key: 'code',
  label: 'nameZh',
  labelEn: 'nameEn',
  versions: 'valid-time',
  title: { zh: '预约资源', en: 'Resource' },
  fields: {
    code: field(codeField, { zh: '代码', en: 'Code' }),
    nameZh: field(z.string().min(1).max(100), { zh: '名称', en: 'Name in Chinese' }, { language: 'zh' }),
    nameEn: field(z.string().min(1).max(100), { zh: '英文名', en: 'Name' }, { language: 'en' }),
    kind: field(z.enum(resourceKinds), { zh: '类别', en: 'Kind' }, { names: resourceKindNames }),
    service: field(z.string().max(64), { zh: '预约服务', en: 'Service' }),
    organisation,
    place: field(z.string().max(200).optional(), { zh: '地点', en: 'Place' }),
  },
  list: {
    filters: ['kind', 'service', 'organisation'],
    orders: ['code', 'nameZh'],
    search: ['nameZh', 'nameEn'],
  },
  rights: keep,
});

/** When a resource is there, week after week. */
export const Session = defineRecord({
  module,
  name: 'session',
  plural: 'sessions',
  table: 'scheduling.session',
  key: 'code',
  label: 'code',
  versions: 'valid-time',
  title: { zh: '班次', en: 'Weekly session' },
  fields: {
    code: field(codeField, { zh: '代码', en: 'Code' }),
    resource,
    organisation: organisationOfResource,
    weekday: field(
      z.number().int().min(1).max(7),
      { zh: '星期', en: 'Weekday' },
      {
        hint: { zh: '1 为星期一，7 为星期日', en: '1 is Monday, 7 is Sunday' },
        names: weekdayNames,
      },
    ),
    startsAt,
    endsAt,
    slotMinutes: field(z.number().int().min(5).max(480), { zh: '每号分钟', en: 'Minutes of a slot' }),
    capacity: field(z.number().int().min(1).max(10_000), { zh: '每号容量', en: 'Places of a slot' }),
    quotas: field(
      quotas().optional(),
      { zh: '渠道配额', en: 'Quotas' },
      { hint: hints.quotas, words: quotaWords },
    ),
    onHolidays: field(z.boolean(), { zh: '节假日照常', en: 'On holidays too' }),
    firstDay: field(z.iso.date().optional(), { zh: '起用日', en: 'First day' }),
    lastDay: field(z.iso.date().optional(), { zh: '停用日', en: 'Last day' }),
  },
  list: { filters: ['resource', 'organisation', 'weekday'], orders: ['code'] },
  rights: keep,
});

/** A day on which it is otherwise: closed (whole, or some hours), or an extra session. */
export const Exception = defineRecord({
  module,
  name: 'exception',
  plural: 'exceptions',
  table: 'scheduling.exception',
  key: 'code',
  label: 'code',
  versions: 'valid-time',
  title: { zh: '例外日', en: 'Exception' },
  fields: {
    code: field(codeField, { zh: '代码', en: 'Code' }),
    resource,
    organisation: organisationOfResource,
    day: field(z.iso.date(), { zh: '日期', en: 'Day' }),
    kind: field(
      z.enum(['closed', 'extra']),
      { zh: '类别', en: 'Kind' },
      {
        names: { closed: { zh: '不开放', en: 'closed' }, extra: { zh: '加班', en: 'extra' } },
      },
    ),
    startsAt: field(time().optional(), { zh: '开始', en: 'From' }, { hint: hints.time }),
    endsAt: field(time().optional(), { zh: '结束', en: 'To' }, { hint: hints.time }),
    slotMinutes: field(z.number().int().min(5).max(480).optional(), {
      zh: '每号分钟',
      en: 'Minutes of a slot',
    }),
    capacity: field(z.number().int().min(1).max(10_000).optional(), {
      zh: '每号容量',
      en: 'Places of a slot',
    }),
    quotas: field(
      quotas().optional(),
      { zh: '渠道配额', en: 'Quotas' },
      { hint: hints.quotas, words: quotaWords },
    ),
    why: field(z.string().max(200).optional(), { zh: '原因', en: 'Why' }),
  },
  list: { filters: ['resource', 'organisation', 'day', 'kind'], orders: ['day', 'code'] },
  rights: keep,
});

/** Who serves at a resource, when. */
export const Duty = defineRecord({
  module,
  name: 'duty',
  plural: 'duties',
  table: 'scheduling.duty',
  key: 'code',
  label: 'person',
  versions: 'valid-time',
  title: { zh: '值班', en: 'Duty' },
  fields: {
    code: field(codeField, { zh: '代码', en: 'Code' }),
    person: field(z.string().min(1).max(60), { zh: '值班人', en: 'Person' }),
    resource,
    organisation: organisationOfResource,
    day: field(z.iso.date(), { zh: '日期', en: 'Day' }),
    startsAt,
    endsAt,
  },
  list: { filters: ['resource', 'organisation', 'day'], orders: ['day', 'code'], search: ['person'] },
  rights: keep,
});

/** Bookings as the desk sees them; they come by booking, never by a form. */
export const Booking = defineRecord({
  module,
  name: 'booking',
  plural: 'bookings',
  table: 'scheduling.booking',
  key: 'id',
  label: 'id',
  versions: 'none',
  import: false,
  title: { zh: '预约', en: 'Booking' },
  fields: {
    id: field(z.string(), { zh: '预约号', en: 'Number' }, { detailOnly: true }),
    subjectName: field(
      z.string(),
      { zh: '预约人', en: 'For whom' },
      { sensitivity: 'personal', mask: 'name' },
    ),
    service: field(z.string(), { zh: '预约服务', en: 'Service' }),
    resource,
    organisation,
    day: field(z.iso.date(), { zh: '日期', en: 'Day' }),
    half: field(z.enum(['am', 'pm', 'evening']), { zh: '半天', en: 'Half-day' }, { names: halfNames }),
    startsAt: field(z.iso.datetime(), { zh: '时间', en: 'Time' }),
    channel: field(z.string(), { zh: '渠道', en: 'Channel' }, { names: channelNames }),
    status: field(z.enum(bookingStatuses), { zh: '状态', en: 'State' }, { names: bookingStatusNames }),
    heldAt: field(z.iso.datetime(), { zh: '占号时间', en: 'Held at' }, { detailOnly: true }),
    expiresAt: field(
      z.iso.datetime().optional(),
      { zh: '须确认前', en: 'To confirm before' },
      { detailOnly: true },
    ),
    why: field(z.string().optional(), { zh: '原因', en: 'Why' }, { detailOnly: true }),
  },
  list: {
    filters: ['status', 'resource', 'organisation', 'day'],
    orders: ['startsAt'],
  },
  rights: {
    read: 'scheduling:read',
    reveal: 'scheduling:reveal',
    scope: { department: 'organisation' },
  },
});
