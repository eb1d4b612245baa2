import type { WallLayer } from '#kernel/wall';
import { listTowerSpots } from './wall-store.ts';

/** Towers in use; they stand still, and where one stood at a past hour is not asked. */
export const towerLayer: WallLayer = {
  code: 'networks.towers',
  path: '/networks/towers',
  title: { zh: '在用铁塔', en: 'Towers in use' },
  permission: 'networks:read',
  looksBack: false,
  async read(context, { most }) {
    const { spots, total } = await listTowerSpots(context, most);
    return {
      spots: spots.map(({ code, name, ...spot }) => ({
        ...spot,
        key: code,
        label: { zh: name, en: name },
        tone: 'calm' as const,
        path: `/networks/towers/${code}`,
      })),
      total,
    };
  },
};
