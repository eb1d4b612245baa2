import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

/** The six dimensions of GB/T 36344. */
export const dimensions: Names = {
  normative: { zh: '规范性', en: 'Normativeness' },
  complete: { zh: '完整性', en: 'Completeness' },
  accurate: { zh: '准确性', en: 'Accuracy' },
  consistent: { zh: '一致性', en: 'Consistency' },
  timely: { zh: '时效性', en: 'Timeliness' },
  accessible: { zh: '可访问性', en: 'Accessibility' },
};

export const severities: Names = {
  block: { zh: '退回', en: 'Returned' },
  warn: { zh: '提示', en: 'Warned' },
};

export const states: Names = {
  open: { zh: '待改', en: 'Open' },
  contested: { zh: '有异议', en: 'Contested' },
  waived: { zh: '已豁免', en: 'Waived' },
  closed: { zh: '已销号', en: 'Closed' },
  lapsed: { zh: '已失效', en: 'Lapsed' },
};
