/** What people call the values of the records' enumerations. */
export const kindNames = {
  trapped: { zh: '困人', en: 'Trapped person' },
  'between-floors': { zh: '停在两层之间', en: 'Stopped between floors' },
  door: { zh: '门故障', en: 'Door fault' },
};

export const stateNames = {
  open: { zh: '待处置', en: 'Open' },
  closed: { zh: '已处置', en: 'Closed' },
};

export const resultNames = {
  released: { zh: '已救出', en: 'Released' },
  mended: { zh: '已修复', en: 'Mended' },
  'false-alarm': { zh: '误报', en: 'False alarm' },
  passed: { zh: '自行恢复', en: 'Ended by itself' },
};
