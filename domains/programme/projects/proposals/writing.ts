import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { lockRow, readRowEver, type Incoming, type RecordOverrides } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { findDataset } from '#platform/data/catalogue';
import { assertDays } from '../days.ts';
import { texts } from '../texts.ts';
import { Undertaking } from '../undertakings/records.ts';
import type { ProposalRow } from './compare.ts';
import { Proposal } from './records.ts';
import { findOffice } from './store.ts';

const mendable = new Set(['draft', 'returned']);
const locked = () => new Problem(409, 'projects.locked', texts.locked);

/**
 * What the formal check can see by itself.
 * @throws Problem 422 `projects.ends-first`, `projects.days-far`, `projects.unknown-resource`, 409 `projects.code-taken`
 */
export async function assertComplete(context: Context, tx: Db, row: ProposalRow): Promise<void> {
  assertDays(row.startsOn, row.endsBy);
  for (const code of row.uses ?? [])
    if (!(await findDataset(tx, code)))
      throw new Problem(422, 'projects.unknown-resource', fill(texts.unknownResource, { code }));
  if (await readRowEver(context, tx, Undertaking, row.code))
    throw new Problem(409, 'projects.code-taken', texts.codeTaken);
}

/** A proposal begins as a draft and is mended as one; its steps are the process' own. */
async function beforeProposal(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  // Locked, so that nobody hands it in while a file is taken.
  const known = await lockRow(context, db, Proposal, String(incoming['code']));
  if (!known) {
    const unit = incoming['unit'] ?? context.actor.organisation;
    const office = (await findOffice(db)) ?? unit;
    return { ...incoming, unit, office, state: 'draft', account: context.actor.id };
  }
  // Another state than it has: a step, which nobody can say in a form.
  if (incoming['state'] !== undefined && incoming['state'] !== known.state) return incoming;
  if (!mendable.has(known.state)) throw locked();
  if (incoming['unit'] !== undefined && incoming['unit'] !== known.unit)
    throw new Problem(422, 'projects.other-unit', texts.otherUnit);
  return incoming;
}

export const proposalWriting: RecordOverrides = {
  beforeWrite: beforeProposal,
  beforeWithdraw: async ({ key }, context, tx) => {
    const found = await lockRow(context, tx, Proposal, key);
    if (found && found.state !== 'draft') throw locked();
  },
};
