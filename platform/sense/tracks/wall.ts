import type { WallLayer, WallList } from '#kernel/wall';
import { ownerFor } from './scope.ts';
import { findSetting } from './settings-store.ts';
import { texts } from './texts.ts';
import { countBroken, listBroken, listSpots } from './wall-store.ts';

const plain = (words: string) => ({ zh: words, en: words });

/** Where vehicles are; those that broke a rule that day stand out. */
export const latestLayer: WallLayer = {
  code: 'tracks.latest',
  path: '/tracks/latest',
  title: texts.vehicles,
  permission: 'tracks:read',
  looksBack: true,
  async read(context, { at, past, most }) {
    const found = await listSpots(context.db, { at, past, owner: ownerFor(context), limit: most });
    const spots = found.map(({ device, label, path, broke, longitude, latitude, at: seen, simulated }) => ({
      key: device,
      label: plain(label),
      tone: broke ? ('warn' as const) : ('calm' as const),
      longitude,
      latitude,
      at: seen,
      path,
      simulated,
    }));
    return { spots, total: spots.length };
  },
};

/** Rules that vehicles broke that day. */
export const breachList: WallList = {
  code: 'tracks.breaches',
  path: '/tracks/breaches',
  title: texts.breaches,
  permission: 'tracks:read',
  looksBack: true,
  async read(context, { at, most }) {
    const owner = ownerFor(context);
    const titles = new Map((await findSetting(context.db)).rules.map(({ id, title }) => [id, title]));
    const found = await listBroken(context.db, { at, owner, limit: most });
    return {
      rows: found.map(({ device, rule, label, path, startedAt, extreme, simulated }) => ({
        key: `${device}/${rule}`,
        title: titles.get(rule) ?? plain(rule),
        note: plain(extreme === null ? label : `${label} · ${Math.round(extreme)} km/h`),
        tone: 'warn' as const,
        mark: texts.breach,
        at: startedAt,
        path,
        simulated,
      })),
      total: await countBroken(context.db, at, owner),
    };
  },
};
