import type { BookingService } from '#platform/base/scheduling';

/** 家庭医生门诊: at the township's centre, released early in the day, most places kept for residents online. */
const familyDoctor: BookingService = {
  code: 'family-doctor',
  title: { zh: '家庭医生门诊', en: 'Family doctor' },
  channels: ['app', 'window', 'phone', 'referral'],
  release: { days: 7, at: '07:00' },
  holdMinutes: 10,
  offerMinutes: 60,
  once: { within: 'half-day', of: 'service' },
  cancelUntilMinutes: 60,
  sharedFromMinutes: 120,
  noShow: { most: 3, withinDays: 180, suspendDays: 90 },
};

/** 分时段预约挂号: outpatient slots, referrals two days before everybody (分级诊疗: who is referred goes first). */
const outpatient: BookingService = {
  code: 'outpatient',
  title: { zh: '专科门诊', en: 'Outpatient clinic' },
  channels: ['app', 'window', 'phone', 'referral'],
  release: { days: 14, at: '07:00' },
  releaseFor: { referral: { days: 16, at: '07:00' } },
  holdMinutes: 15,
  offerMinutes: 120,
  once: { within: 'half-day', of: 'service' },
  cancelUntilMinutes: 120,
  sharedFromMinutes: 180,
  noShow: { most: 3, withinDays: 180, suspendDays: 90 },
};

export const services: readonly BookingService[] = [familyDoctor, outpatient];
