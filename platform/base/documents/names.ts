export const paperStates = ['issued', 'revoked', 'archived', 'disposed'] as const;

/** Classes of retention of administrative files (国家档案局令第8号 §5). */
export const retentionNames = {
  permanent: { zh: '永久', en: 'For ever' },
  '30-years': { zh: '30年', en: '30 years' },
  '10-years': { zh: '10年', en: '10 years' },
};
