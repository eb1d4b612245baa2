import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Row } from '#kernel/record';
import { listDatasets } from '#platform/data/catalogue';
import { candidatesOf, type Candidate, type Thing } from './likely.ts';
import * as known from './known-store.ts';
import type { Proposal } from './records.ts';

export type ProposalRow = Row<typeof Proposal>;

/** A dataset with its items, under every name that they have. */
async function findDatasets(db: Db): Promise<Thing[]> {
  return (await listDatasets(db)).map(({ code, title, provider, abstract, fields }) => ({
    kind: 'entry',
    key: code,
    title,
    unit: provider,
    about: abstract.zh,
    items: fields.flatMap(({ label, aliases }) => [label.zh, ...aliases]),
    uses: [],
    keyProject: null,
    simulated: false,
  }));
}

async function everything(context: Context, db: Db, sight: known.Sight): Promise<Thing[]> {
  const catalogue = sight.all || may(context.actor, 'catalogue:read');
  // One after another: within a transaction there is one connection.
  return [
    ...(catalogue ? await findDatasets(db) : []),
    ...(catalogue ? await known.findRegisters(db) : []),
    ...(catalogue ? await known.findThematic(db) : []),
    ...(await known.findSystems(context, db, sight)),
    ...(await known.findProjects(context, db, sight)),
    ...(await known.findUndertakings(context, db, sight)),
    ...(await known.findProposals(context, db, sight)),
  ];
}

/** Itself, what came out of it, the key project that it is to serve, and data that it says it takes are no rivals of it. */
const isSaid =
  ({ code, keyProject, uses }: ProposalRow) =>
  ({ kind, key }: Thing): boolean =>
    ((kind === 'proposal' || kind === 'undertaking') && key === code) ||
    (kind === 'project' && key === keyProject) ||
    (kind === 'entry' && (uses ?? []).includes(key));

/** What there is already that may be what is proposed, as things stand now. */
export async function compared(
  context: Context,
  db: Db,
  row: ProposalRow,
  sight: known.Sight,
): Promise<Candidate[]> {
  const asked: Thing = {
    kind: 'proposal',
    key: row.code,
    title: { zh: row.title, en: row.title },
    unit: row.unit,
    about: row.aim,
    items: row.gathers ?? [],
    uses: row.uses ?? [],
    keyProject: row.keyProject ?? null,
    simulated: row.meta.simulated,
  };
  const said = isSaid(row);
  const things = (await everything(context, db, sight)).filter((thing) => !said(thing));
  return candidatesOf(asked, things);
}
