import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

/** Who signs in with an account. */
export const accountKinds: Names = {
  official: { zh: '工作人员', en: 'Official' },
  citizen: { zh: '市民', en: 'Citizen' },
  contractor: { zh: '外包人员', en: 'Contractor' },
  agent: { zh: '企业代理人', en: "Company's agent" },
};

/** What has become of two accounts that claim one person. */
export const conflictStates: Names = {
  open: { zh: '待核实', en: 'To be looked into' },
  tied: { zh: '已归并', en: 'Tied' },
  refused: { zh: '已拒绝', en: 'Refused' },
};
