import { createHash, randomUUID } from 'node:crypto';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import * as archive from './archive-store.ts';
import type { Disposal, Transfer } from './contract.ts';
import { removeFiles } from './jobs.ts';
import { Paper } from './records.ts';
import { eraseContent, lockPaper } from './store.ts';
import { texts } from './texts.ts';

const basis = 'documents:archive';
const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

/** The organisation whose papers the actor archives. */
function organisationOf({ actor }: Context): string {
  if (actor.organisation) return actor.organisation;
  throw new Problem(422, 'documents.no-organisation', texts.noOrganisation);
}

const line = ({ number, digest, issuedOn, retention }: archive.Listed): string =>
  [number, issuedOn, retention, digest ?? ''].join('\t');

/** Hands every paper up to a day to the archive, as one list with a digest over it. */
export async function transferPapers(
  context: Context,
  asked: { title: string; until: string },
): Promise<Transfer> {
  const issuer = organisationOf(context);
  return context.transaction(async (tx) => {
    const papers = await archive.lockForTransfer(tx, issuer, asked.until);
    if (papers.length === 0) throw new Problem(422, 'documents.nothing-to-transfer', texts.nothingToTransfer);
    const transfer = {
      id: randomUUID(),
      ...asked,
      issuer,
      papers: papers.length,
      digest: digestOf(papers.map(line)),
      madeAt: context.clock.now().toISOString(),
    };
    await archive.insertTransfer(tx, { ...transfer, by: context.actor.id });
    // A revoked paper stays revoked, in the archive too.
    const rows = papers.map(({ id, state }) => ({
      id,
      transfer: transfer.id,
      state: state === 'issued' ? 'archived' : state,
    }));
    await writeRows(context, tx, Paper, rows, { source: `transfer:${transfer.id}`, basis });
    return transfer;
  });
}

/** A text that a table program would take for a formula begins with an apostrophe. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The list as a file that any office program opens. */
export async function manifestOf(context: Context, id: string): Promise<{ name: string; csv: string }> {
  const [transfer] = await archive.findTransfers(context.db, context.actor, id);
  if (!transfer) throw notFound(texts.transfer, id);
  const papers = await archive.papersOfTransfer(context.db, id);
  const head = ['文号', '标题', '成文日期', '保管期限', '保管至', 'SHA-256'];
  const lines = papers.map(({ number, title, issuedOn, retention, keptUntil, digest }) =>
    [number, title, issuedOn, retention, keptUntil ?? '', digest ?? ''].map(cell).join(','),
  );
  return {
    name: `${transfer.title}.csv`,
    csv: `\ufeff${[head.map(cell).join(','), ...lines].join('\r\n')}\r\n`,
  };
}

export const expiredPapers = (context: Context) =>
  archive.findExpired(context.db, context.actor, dayOf(context));

const sourceOf = (id: string) => ({ module: 'documents', record: 'disposal', key: id });

/** Proposes papers whose time is over for disposal; another person decides. */
export async function proposeDisposal(
  context: Context,
  asked: { papers: readonly string[]; reason: string },
): Promise<Disposal> {
  const issuer = organisationOf(context);
  return context.transaction(async (tx) => {
    const today = dayOf(context);
    const expired = await archive.findExpired(tx, context.actor, today);
    const free = new Set(expired.filter((each) => each.issuer === issuer).map(({ id }) => id));
    const papers = [...new Set(asked.papers)];
    if (!papers.every((id) => free.has(id)))
      throw new Problem(422, 'documents.not-expired', texts.notExpired);
    const disposal: Disposal = {
      id: randomUUID(),
      issuer,
      reason: asked.reason,
      papers,
      state: 'proposed',
      proposedAt: context.clock.now().toISOString(),
      proposedBy: context.actor.id,
      decidedAt: null,
      proof: null,
    };
    await archive.insertDisposal(tx, disposal);
    await openTask(context, tx, {
      kind: 'documents.disposal',
      title: fill(texts.disposalTask, { count: papers.length }),
      owner: issuer,
      source: sourceOf(disposal.id),
      link: '/documents/archive',
      count: papers.length,
    });
    return disposal;
  });
}

/** Erases what a paper says and leaves its tombstone: number, date, digest, and by which list. */
async function erase(
  context: Context,
  tx: Db,
  disposal: Disposal,
): Promise<{ proof: string; files: string[] }> {
  const lines: string[] = [];
  const files: string[] = [];
  for (const id of disposal.papers) {
    const paper = await lockPaper(tx, id);
    if (!paper) continue;
    const file = await eraseContent(tx, id);
    if (file) files.push(file);
    lines.push([paper.number, paper.issuedOn, paper.digest ?? '', disposal.id].join('\t'));
  }
  // The title is the heading with its values filled in: it says what the paper was about, in its versions too.
  const title = texts.erasedTitle.zh;
  const rows = disposal.papers.map((id) => ({ id, title, state: 'disposed', stateReason: disposal.reason }));
  await writeRows(context, tx, Paper, rows, { source: `disposal:${disposal.id}`, basis });
  await archive.eraseTitles(tx, disposal.papers, title);
  if (files.length > 0) await context.startJob(tx, removeFiles, { files }, { actor: context.actor });
  return { proof: digestOf(lines), files };
}

/**
 * Approves or refuses a disposal. Approved, the papers' content and files are gone when this returns.
 * @throws Problem 403 `documents.same-hand`, 404, 409 `documents.disposal-decided`
 */
export async function decideDisposal(context: Context, id: string, approve: boolean): Promise<Disposal> {
  const { disposal, files } = await context.transaction(async (tx) => {
    const found = await archive.lockDisposal(tx, context.actor, id);
    if (!found) throw notFound(texts.disposal, id);
    if (found.state !== 'proposed')
      throw new Problem(409, 'documents.disposal-decided', texts.disposalDecided);
    if (approve && found.proposedBy === context.actor.id)
      throw new Problem(403, 'documents.same-hand', texts.sameHand);
    const erased = approve ? await erase(context, tx, found) : { proof: null, files: [] };
    const decided = {
      state: approve ? ('done' as const) : ('refused' as const),
      at: context.clock.now().toISOString(),
      by: context.actor.id,
      proof: erased.proof,
    };
    await archive.decideDisposal(tx, id, decided);
    await closeTask(context, tx, sourceOf(id), {
      outcome: approve ? texts.disposalDone : texts.disposalRefused,
    });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'documents.disposal',
      basis,
      subjects: [],
      detail: { disposal: id, state: decided.state, papers: found.papers.length, proof: decided.proof },
    });
    const { state, at: decidedAt, proof } = decided;
    return { disposal: { ...found, state, decidedAt, proof }, files: erased.files };
  });
  for (const file of files) await context.files.remove(file);
  return disposal;
}

/** All lists, for whom the actor archives. */
export const disposalsOf = (context: Context) => archive.findDisposals(context.db, context.actor);
