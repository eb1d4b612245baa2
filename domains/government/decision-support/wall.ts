import type { WallList, WallTone } from '#kernel/wall';
import { levelNames, type Level } from './judging/detectors.ts';
import { listOpenAt } from './wall-store.ts';

const tones: Readonly<Record<Level, WallTone>> = {
  blue: 'notice',
  yellow: 'warn',
  orange: 'warn',
  red: 'alarm',
};

/** Warnings that stand open, the highest level first. */
export const openWarnings: WallList = {
  code: 'decision-support.open',
  path: '/decision-support/warnings?standing=true',
  title: { zh: '未结预警', en: 'Open warnings' },
  permission: 'decision-support:read',
  looksBack: true,
  async read(context, { at, most }) {
    const { rows, total } = await listOpenAt(context, at, most);
    return {
      total,
      rows: rows.map(({ id, titleZh, titleEn, level, owner, ownerEn, period, raisedAt, simulated }) => ({
        key: id,
        title: { zh: titleZh, en: titleEn },
        note: { zh: `${owner ?? ''} · ${period}`, en: `${ownerEn ?? ''} · ${period}` },
        tone: tones[level],
        mark: levelNames[level],
        at: raisedAt,
        path: `/decision-support/warnings/${id}`,
        simulated,
      })),
    };
  },
};
