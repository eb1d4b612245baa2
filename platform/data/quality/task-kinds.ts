import type { TaskKind } from '#platform/base/tasks';

/** Late ones climb by the city's own steps (`tasks.yaml`). */
export const taskKinds: readonly TaskKind[] = [
  { kind: 'quality.findings', title: { zh: '问题数据待改', en: 'Findings to mend' } },
  { kind: 'quality.contested', title: { zh: '异议待裁定', en: 'Contested findings to decide' } },
];
