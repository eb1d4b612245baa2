import type { Text } from '#kernel/texts';

/** What people call the kinds of vehicles. */
export const kindNames: Readonly<Record<string, Text>> = {
  'dangerous-goods': { zh: '危险货物运输', en: 'Dangerous goods' },
  passenger: { zh: '班线客运', en: 'Passenger line' },
  tour: { zh: '旅游包车', en: 'Tour coach' },
  freight: { zh: '普通货运', en: 'Freight' },
};
