import { scopeOf } from '#kernel/actor';
import { relationKindPoint } from '#platform/base/relations';
import type { FileSection } from './sections.ts';
import { standingRelationsOf } from './store.ts';

const stands = { zh: '生效', en: 'stands' };

/** Consents and mandates that stand for a person or company; only for whoever may see those of the whole city. */
export const standingRelations: FileSection = {
  kind: 'relations.standing',
  title: { zh: '授权与代办', en: 'Consents and mandates' },
  subjects: ['person', 'company'],
  permission: 'relations:read',
  async read(context, { id, limit }) {
    if (scopeOf(context.actor, 'relations:read') !== 'city') return [];
    const kinds = new Map(context.contributions(relationKindPoint).map((each) => [each.id, each.title]));
    const found = await standingRelationsOf(context.db, {
      subject: id,
      now: context.clock.now().toISOString(),
      limit: limit + 1,
    });
    return found.map(({ kind, beganAt, position }) => ({
      key: `${kind}:${position}`,
      title: kinds.get(kind) ?? { zh: '其他授权', en: 'Another consent' },
      at: beganAt,
      state: stands,
      path: '/relations/relations',
      simulated: false,
    }));
  },
};
