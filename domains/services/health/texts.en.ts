import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Health services',
  clinic: 'Clinic today',
  rebook: 'The doctor is away: confirm or give up the place held instead',
  rebooked: 'settled by the patient',
  rebookingLapsed: 'the place is held no more; the hospital will call',
} satisfies typeof zh;
