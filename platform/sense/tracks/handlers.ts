import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import type { operations } from './contract.ts';
import { boundsOfDay } from './rules.ts';
import { ownerFor } from './scope.ts';
import { findSetting } from './settings-store.ts';
import { findDevice, listBreaches, listLatest, readTrack } from './store.ts';
import { texts } from './texts.ts';

const asOf = ({ clock }: Context): string => clock.now().toISOString();

export const handlers: Handlers<typeof operations> = {
  async latest({ query: { after = '', limit, kind } }, context) {
    const found = await listLatest(context.db, { kind, owner: ownerFor(context), after, limit: limit + 1 });
    const items = found.slice(0, limit);
    const next = found.length > limit ? (items.at(-1)?.device ?? null) : null;
    return { items, next, asOf: asOf(context) };
  },

  async day({ params: { device, day } }, context) {
    const found = await findDevice(context.db, device, ownerFor(context));
    if (!found) throw new Problem(404, 'tracks.no-device', texts.noDevice);
    const points = await readTrack(context.db, { device, ...boundsOfDay(day) });
    // Where a vehicle was all day tells of who drove it: the look is answerable.
    await context.transaction((tx) =>
      context.ledger(tx, {
        action: 'read',
        resource: 'tracks.day',
        basis: 'tracks:read',
        subjects: [device],
        detail: { day },
      }),
    );
    const { label, path, simulated } = found;
    return { device, label, path, day, points, simulated, asOf: asOf(context) };
  },

  async breaches({ query: { after = '', limit } }, context) {
    const found = await listBreaches(context.db, { owner: ownerFor(context), after, limit: limit + 1 });
    const { rules } = await findSetting(context.db);
    const titles = new Map(rules.map(({ id, title }) => [id, title]));
    const items = found
      .slice(0, limit)
      .map((row) => ({ ...row, title: titles.get(row.rule) ?? { zh: row.rule, en: row.rule } }));
    const last = items.at(-1);
    const next = found.length > limit && last ? `${last.day}|${last.device}|${last.rule}` : null;
    return { items, next, asOf: asOf(context) };
  },
};
