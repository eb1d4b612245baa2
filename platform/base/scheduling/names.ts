import type { Text } from '#kernel/texts';

export const resourceKinds = [
  'doctor',
  'window',
  'room',
  'court',
  'bed',
  'vehicle',
  'examination',
  'other',
] as const;
export const resourceKindNames: Readonly<Record<(typeof resourceKinds)[number], Text>> = {
  doctor: { zh: '医生', en: 'doctor' },
  window: { zh: '窗口', en: 'window' },
  room: { zh: '房间', en: 'room' },
  court: { zh: '场地', en: 'court' },
  bed: { zh: '床位', en: 'bed' },
  vehicle: { zh: '车辆', en: 'vehicle' },
  examination: { zh: '检查设备', en: 'examination' },
  other: { zh: '其他', en: 'other' },
};

export const bookingStatuses = [
  'held',
  'confirmed',
  'checked-in',
  'served',
  'cancelled',
  'expired',
  'no-show',
  'displaced',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];
export const bookingStatusNames: Readonly<Record<BookingStatus, Text>> = {
  held: { zh: '待确认', en: 'held' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  'checked-in': { zh: '已签到', en: 'checked in' },
  served: { zh: '已完成', en: 'served' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  expired: { zh: '超时释放', en: 'expired' },
  'no-show': { zh: '爽约', en: 'absent' },
  displaced: { zh: '因停诊改约', en: 'displaced by a stop' },
};

export const halfNames: Readonly<Record<'am' | 'pm' | 'evening', Text>> = {
  am: { zh: '上午', en: 'morning' },
  pm: { zh: '下午', en: 'afternoon' },
  evening: { zh: '晚上', en: 'evening' },
};

/** ISO 8601: 1 is Monday. */
export const weekdayNames: Readonly<Record<string, Text>> = {
  1: { zh: '星期一', en: 'Monday' },
  2: { zh: '星期二', en: 'Tuesday' },
  3: { zh: '星期三', en: 'Wednesday' },
  4: { zh: '星期四', en: 'Thursday' },
  5: { zh: '星期五', en: 'Friday' },
  6: { zh: '星期六', en: 'Saturday' },
  7: { zh: '星期日', en: 'Sunday' },
};
