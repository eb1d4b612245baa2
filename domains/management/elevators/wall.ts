import type { WallList } from '#kernel/wall';
import { kindNames } from './names.ts';
import { listOpenAlarms } from './wall-store.ts';

/** Lift alarms that nobody has dealt with, the newest first. */
export const openAlarms: WallList = {
  code: 'elevators.alarms',
  path: '/elevators/alarms?state=open',
  title: { zh: '待处置电梯报警', en: 'Lift alarms open' },
  permission: 'elevators:read',
  looksBack: true,
  async read(context, { at, most }) {
    const { rows, total } = await listOpenAlarms(context, at, most);
    return {
      total,
      rows: rows.map(({ id, kind, address, maintainer, maintainerEn, occurredAt, simulated }) => ({
        key: id,
        title: { zh: address ?? id, en: address ?? id },
        note: { zh: maintainer ?? '', en: maintainerEn ?? '' },
        tone: kind === 'trapped' ? ('alarm' as const) : ('warn' as const),
        mark: kindNames[kind],
        at: occurredAt,
        path: `/elevators/alarms/${encodeURIComponent(id)}`,
        simulated,
      })),
    };
  },
};
