import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { lockRow, readRow } from '#kernel/record-server';
import { issuePaper } from '#platform/base/documents';
import { findCitizenPerson, mandateInForce, partiesOf, type Parties } from '#platform/base/identity';
import { afterJob } from './after.ts';
import { atOf, keyOf, type AnyRow, type Flow } from './declared.ts';
import { goOn } from './going.ts';

/** For whom the actor acts: whom their mandate names, else themselves; undefined for an account without a person. */
export async function applicantOf(
  context: Context,
  db: Db = context.db,
): Promise<{ readonly kind: 'company' | 'person'; readonly key: string } | undefined> {
  const mandated = mandateInForce(context.actor)?.subject;
  // A household reports; it applies for nothing.
  if (mandated) return mandated.kind === 'household' ? undefined : { kind: mandated.kind, key: mandated.key };
  const own = await findCitizenPerson(db, context.actor.id);
  return own === undefined ? undefined : { kind: 'person', key: own };
}

interface Asked {
  readonly key: string;
  readonly said: { readonly act: string };
  /** Whose matters an applicant may deal with; the caller has seen to it when absent. */
  readonly parties?: Pick<Parties, 'keys' | 'others'> | undefined;
}

/** Whose a row is: of the organisation that handed it in, of whom it was asked for, else of the account. */
const partyOf = ({ parties }: Flow, row: AnyRow): unknown =>
  parties.unit === undefined
    ? ((parties.applicant && row[parties.applicant]) ?? row[parties.account])
    : row[parties.unit];

/** Whose matters the actor may deal with as their applicant. */
async function mayDealWith(
  { parties, applies }: Flow,
  context: Context,
): Promise<Pick<Parties, 'keys' | 'others'>> {
  if (parties.unit === undefined) return partiesOf(context, applies);
  const { organisation } = context.actor;
  return { keys: organisation === undefined ? [] : [organisation], others: [] };
}

const ruleOf = ({ record, acts }: Flow, name: string): Flow['acts'][string] => {
  const rule = acts[name];
  if (!rule) throw new Error(`${record.id} has no act ${name}`);
  return rule;
};

/** The row, locked, where the act is the actor's to do; a row that is not theirs is not there. */
async function lockFor(flow: Flow, context: Context, tx: Db, { key, said, parties }: Asked): Promise<AnyRow> {
  const { by, permission = flow.permission } = ruleOf(flow, said.act);
  const within = by === 'officer' ? permission : undefined;
  const row = (await lockRow(context, tx, flow.record, key, within)) as AnyRow | undefined;
  const whose = parties && [...parties.keys, ...parties.others];
  if (!row || (whose && !whose.includes(String(partyOf(flow, row))))) throw notFound(flow.record.title, key);
  return row;
}

/**
 * One act on one row within a transaction: in its state, by whom it may be done, never by who handed it in unless it is
 * theirs to do.
 * @throws Problem 404 out of scope; 409 `<module>.not-now`; 403 `<module>.own`; what the act itself refuses
 */
export async function actIn(flow: Flow, context: Context, tx: Db, asked: Asked): Promise<void> {
  const { module } = flow.record;
  const rule = ruleOf(flow, asked.said.act);
  const row = await lockFor(flow, context, tx, asked);
  if (!rule.in.includes(row.state)) throw new Problem(409, `${module}.not-now`, flow.notNow);
  if (rule.by === 'officer' && row[flow.parties.account] === context.actor.id)
    throw new Problem(403, `${module}.own`, flow.own);
  const at = await atOf(flow, context, tx, row);
  const change = await rule.do(at, asked.said);
  if (change) await goOn(flow, at, change);
}

/** Prints the paper of the state in which a row is, once, and writes down which it is. */
async function print(flow: Flow, context: Context, row: AnyRow): Promise<void> {
  const { record, parties, states } = flow;
  const rule = states[row.state];
  if (!rule?.paper || parties.paper === undefined) return;
  const { with: needed, about } = await atOf(flow, context, context.db, row);
  const { organisation: issuer, simulated } = about;
  const key = `${about.matter}/${row.state}`;
  const asked = { ...rule.paper(row, needed), key, issuer, simulated, requester: record.module };
  const { id } = await issuePaper(context, asked);
  await context.transaction(async (tx) => {
    const now = (await lockRow(context, tx, record, keyOf(flow, row))) as AnyRow | undefined;
    if (now) await goOn(flow, await atOf(flow, context, tx, now), { [parties.paper ?? '']: id });
  });
}

/** The same in a transaction of its own, which also begins what the act has to do after it; then its paper. */
export async function act(
  flow: Flow,
  context: Context,
  key: string,
  said: { readonly act: string },
): Promise<void> {
  const { by, after, prints } = ruleOf(flow, said.act);
  const parties = by === 'applicant' ? await mayDealWith(flow, context) : undefined;
  await context.transaction(async (tx) => {
    await actIn(flow, context, tx, { key, said, parties });
    const asked = { process: flow.record.id, key, act: said.act };
    if (after) await context.startJob(tx, afterJob, asked, { actor: context.actor });
  });
  if (!prints) return;
  const row = (await readRow(context, context.db, flow.record, key)) as AnyRow | undefined;
  if (row) await print(flow, context, row);
}
