/** What stands in a hand-over, and the words for it. */

export const mediumKinds = [
  'usb-drive',
  'portable-disk',
  'optical-disc',
  'memory-card',
  'sealed-file',
] as const;
export type MediumKind = (typeof mediumKinds)[number];
export const mediumKindNames = {
  'usb-drive': { zh: '优盘', en: 'USB drive' },
  'portable-disk': { zh: '移动硬盘', en: 'Portable disk' },
  'optical-disc': { zh: '光盘', en: 'Optical disc' },
  'memory-card': { zh: '存储卡', en: 'Memory card' },
  'sealed-file': { zh: '单向导入的封装文件', en: 'Sealed file by a one-way gateway' },
} as const;

export const sealStates = ['intact', 'broken', 'none'] as const;
export type SealState = (typeof sealStates)[number];
export const sealStateNames = {
  intact: { zh: '完好', en: 'Intact' },
  broken: { zh: '破损', en: 'Broken' },
  none: { zh: '没有封条', en: 'No seal' },
} as const;

export const states = ['registered', 'quarantined', 'agreed', 'taken', 'refused'] as const;
export type State = (typeof states)[number];
export const stateNames = {
  registered: { zh: '已登记，待读入', en: 'Registered, file not read yet' },
  quarantined: { zh: '不符，已隔离', en: 'Differs, in quarantine' },
  agreed: { zh: '相符，正在入库', en: 'Agrees, on its way in' },
  taken: { zh: '已入库', en: 'Taken in' },
  refused: { zh: '已拒收', en: 'Refused' },
} as const;

export const differences = ['digest', 'rows', 'seal', 'unreadable', 'columns'] as const;
export type Difference = (typeof differences)[number];
export const differenceNames = {
  digest: { zh: '校验值与交接单不符', en: 'The digest is not the one on the slip' },
  rows: { zh: '行数与交接单不符', en: 'The number of rows is not the one on the slip' },
  seal: { zh: '封条破损', en: 'The seal is broken' },
  unreadable: { zh: '文件读不出', en: 'The file cannot be read' },
  columns: { zh: '列与目录对不上', en: 'Its columns do not fit the catalogue' },
} as const;

export const decisions = ['accept', 'restate', 'refuse'] as const;
export type Decision = (typeof decisions)[number];
export const decisionNames = {
  accept: { zh: '说明理由后接收', en: 'Taken with a reason' },
  restate: { zh: '按更正后的交接单接收', en: 'Taken by a corrected slip' },
  refuse: { zh: '拒收', en: 'Refused' },
} as const;

export const mediumStates = ['held', 'returning', 'destroying', 'returned', 'destroyed'] as const;
export type MediumState = (typeof mediumStates)[number];
export const mediumStateNames = {
  held: { zh: '在本处保管', en: 'Kept here' },
  returning: { zh: '退还，待第二人签字', en: 'To be returned, one signature' },
  destroying: { zh: '销毁，待第二人签字', en: 'To be destroyed, one signature' },
  returned: { zh: '已退还', en: 'Returned' },
  destroyed: { zh: '已销毁', en: 'Destroyed' },
} as const;

export const ends = ['return', 'destroy'] as const;
export type End = (typeof ends)[number];
