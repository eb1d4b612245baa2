/** Words of tables of counts. */
export const tableTexts = {
  form: { zh: '以什么形式开放', en: 'Leaves as' },
  milliEpsilon: {
    zh: '每个版本支出的隐私预算（千分之 ε）',
    en: 'What each version spends of the privacy budget (thousandths of ε)',
  },
  milliEpsilonHint: {
    zh: '数值越小，加的噪声越大，对个人的保护越强。支出累加，用完后不再生成新版本。',
    en: 'The smaller, the more noise and the better people are hidden. What is spent adds up; once it is gone no version is made.',
  },
  people: { zh: '每个人只计一次', en: 'each person counts once' },
  rows: { zh: '按行计数', en: 'rows are counted' },
  hidden: {
    zh: '共 {cells} 格（含合计）：{primary} 格因数量小或全组相同而隐去，另隐去 {secondary} 格，使其不能由合计推算。',
    en: '{cells} cells with totals: {primary} hidden because they are small or a whole group is alike, {secondary} more so that totals do not give them away.',
  },
  hiddenAtLeast: {
    zh: '共 {cells} 格（含合计）：{primary} 格因数量小或全组相同须隐去，仅此已超出限度，未再计算还须隐去多少。',
    en: '{cells} cells with totals: {primary} would be hidden because they are small or a whole group is alike. These alone are too many; what else would have to be hidden was not looked for.',
  },
  hiddenOf: {
    zh: '{rows} 中有 {suppressed} 在隐去的格中（{what}）。',
    en: 'Of {rows}, {suppressed} stand in hidden cells ({what}).',
  },
  smallest: {
    zh: '公布的最小数量 {k}（要求 k ≥ {wantK}，每组敏感值 ≥ {wantL} 种）；每个隐去的数量，可能的取值至少相差 {wantK}。',
    en: 'Smallest shown count {k} (wanted k ≥ {wantK}, ≥ {wantL} sensitive values in a group); what a hidden one can be spans at least {wantK}.',
  },
  noise: {
    zh: '共 {cells} 格（含合计），每格加独立的离散拉普拉斯噪声（{what}）；100 次中 95 次误差不超过 {error}。',
    en: '{cells} cells with totals, each with discrete Laplace noise of its own ({what}); 95 of 100 counts lie within {error} of the true one.',
  },
  costs: {
    zh: '每个版本支出 {wanted}（千分之 ε）；测量时预算还剩 {left}。',
    en: 'Each version spends {wanted} thousandths of ε; {left} were left when this was measured.',
  },
};
