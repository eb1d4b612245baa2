import type { Text } from '#kernel/texts';

export type Names = Readonly<Record<string, Text>>;

export const states = ['proposed', 'approved', 'under-way', 'accepted', 'stopped'] as const;
export const stateNames: Names = {
  proposed: { zh: '申报', en: 'Proposed' },
  approved: { zh: '已立项', en: 'Approved' },
  'under-way': { zh: '建设中', en: 'Under way' },
  accepted: { zh: '已验收', en: 'Accepted' },
  stopped: { zh: '已终止', en: 'Stopped' },
};

export const fundings = ['city', 'upper', 'own', 'partnership'] as const;
export const fundingNames: Names = {
  city: { zh: '市级财政', en: 'City budget' },
  upper: { zh: '上级资金', en: 'Funds from above' },
  own: { zh: '单位自筹', en: 'The unit’s own funds' },
  partnership: { zh: '政府和社会资本合作', en: 'Public-private partnership' },
};

export const stages = ['preparation', 'tender', 'building', 'trial', 'acceptance'] as const;
export const stageNames: Names = {
  preparation: { zh: '前期', en: 'Preparation' },
  tender: { zh: '招标采购', en: 'Tender' },
  building: { zh: '建设', en: 'Building' },
  trial: { zh: '试运行', en: 'Trial run' },
  acceptance: { zh: '验收', en: 'Acceptance' },
};

/** Of the Government Procurement Law, art. 26, as amended in 2014, with the competitive consultation of 财库〔2014〕214号. */
export const procurements = ['open', 'invited', 'negotiation', 'consultation', 'inquiry', 'single'] as const;
export const procurementNames: Names = {
  open: { zh: '公开招标', en: 'Open tender' },
  invited: { zh: '邀请招标', en: 'Invited tender' },
  negotiation: { zh: '竞争性谈判', en: 'Competitive negotiation' },
  consultation: { zh: '竞争性磋商', en: 'Competitive consultation' },
  inquiry: { zh: '询价', en: 'Request for quotation' },
  single: { zh: '单一来源', en: 'Single source' },
};
