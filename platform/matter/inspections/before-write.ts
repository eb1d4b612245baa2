import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { getKind } from './kinds.ts';
import { findInspector, findPlan } from './plan-store.ts';
import { texts } from './texts.ts';

type Incoming = Readonly<Record<string, unknown>>;

/** What the pools were sealed by stands for good. */
const sealedBy = ['kind', 'wanted', 'team'] as const;

/** A new plan is the organisation's whose official makes it; a sealed one is changed by nobody. */
export async function beforePlan(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const before = await findPlan(db, String(incoming['code']));
  if (before) {
    const differs = sealedBy.some((name) => incoming[name] !== undefined && incoming[name] !== before[name]);
    if (before.state !== 'planned' && differs)
      throw new Problem(409, 'inspections.plan-drawn', texts.planDrawn);
    return incoming;
  }
  getKind(context, String(incoming['kind']));
  const organisation = incoming['organisation'] ?? context.actor.organisation;
  if (organisation === undefined) throw new Problem(422, 'inspections.no-organisation', texts.noOrganisation);
  return { ...incoming, organisation, state: 'planned' };
}

/** A conflict is kept by the organisation of its inspector. */
export async function beforeConflict(incoming: Incoming, _context: Context, db: Db): Promise<Incoming> {
  const code = incoming['inspector'];
  if (typeof code !== 'string') return incoming;
  const inspector = await findInspector(db, code);
  if (!inspector)
    throw new Problem(422, 'inspections.no-inspector', fill(texts.noInspector, { inspector: code }));
  return { ...incoming, organisation: inspector.organisation };
}
