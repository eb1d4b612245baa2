import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import type { Permission } from '#kernel/operation';
import { notFound, Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import * as archive from './archive.ts';
import { attachmentNotFound, takeIn } from './attach/take-in.ts';
import { findAttachment, type NewAttachment } from './attachment-store.ts';
import { findTransfers } from './archive-store.ts';
import type { Attachment, operations } from './contract.ts';
import { downloadOf, printedOf } from './faces.ts';
import { issuePaper, previewPaper, shapePaper } from './issue.ts';
import { Paper } from './records.ts';
import * as store from './store.ts';
import { listTemplates, publishTemplate, saveTemplate } from './templates.ts';
import { texts } from './texts.ts';
import { verifyPaper } from './verify.ts';

const shapeAttachment = ({ id, kind, name, type, size, scanner, addedAt }: NewAttachment): Attachment => ({
  id,
  kind,
  name,
  type,
  size,
  scanner,
  addedAt,
});

/** A paper that the actor may not see is, to the actor, not there. */
async function getPaper(context: Context, id: string, permission: Permission): Promise<store.PaperRow> {
  const paper = await store.findPaper(context.db, id, { actor: context.actor, permission });
  if (!paper) throw notFound(texts.paper, id);
  return paper;
}

async function revoke(context: Context, id: string, reason: string) {
  await getPaper(context, id, 'documents:issue');
  return context.transaction(async (tx) => {
    const paper = await store.lockPaper(tx, id);
    if (!paper || !['issued', 'archived'].includes(paper.state))
      throw new Problem(409, 'documents.revoke-state', texts.revokeState);
    const row = { id, state: 'revoked', stateReason: reason };
    await writeRows(context, tx, Paper, [row], { source: 'revoke', basis: 'documents:issue' });
    return shapePaper({ ...paper, state: 'revoked' });
  });
}

export const handlers: Handlers<typeof operations> = {
  templates: async (_input, context) => ({ items: await listTemplates(context) }),
  saveTemplate: ({ params, body }, context) => saveTemplate(context, { code: params.code, ...body }),
  publishTemplate: ({ params }, context) => publishTemplate(context, params.code),
  preview: async ({ body }, context) => {
    const { bytes, pages, missing } = await previewPaper(context, body.layout, body.values);
    return { pdf: Buffer.from(bytes).toString('base64'), pages, missing: [...missing] };
  },
  issue: ({ body }, context) => {
    const { actor } = context;
    if (!actor.organisation) throw new Problem(422, 'documents.no-organisation', texts.noOrganisation);
    return issuePaper(context, { ...body, issuer: actor.organisation, requester: actor.id });
  },
  paper: async ({ params }, context) => shapePaper(await getPaper(context, params.id, 'documents:read')),
  file: async ({ params }, context) =>
    printedOf(context, await getPaper(context, params.id, 'documents:read')),
  revoke: ({ params, body }, context) => revoke(context, params.id, body.reason),
  verify: ({ query }, context) => verifyPaper(context, query.code, query.digest),
  attach: async ({ query, upload }, context) => shapeAttachment(await takeIn(context, query, upload)),
  attachment: async ({ params }, context) => {
    const row = await findAttachment(context.db, params.id);
    // Whose it is once it belongs to something, the module of that thing says.
    if (row?.owner !== context.actor.id || row.ofKey !== null) throw attachmentNotFound(params.id);
    return downloadOf(context, row);
  },
  transfer: ({ body }, context) => archive.transferPapers(context, body),
  transfers: async (_input, context) => ({ items: await findTransfers(context.db, context.actor) }),
  manifest: async ({ params }, context) => {
    const { name, csv } = await archive.manifestOf(context, params.id);
    return { filename: name, type: 'text/csv; charset=utf-8', body: Buffer.from(csv) };
  },
  expired: async (_input, context) => ({ items: await archive.expiredPapers(context) }),
  proposeDisposal: ({ body }, context) => archive.proposeDisposal(context, body),
  disposals: async (_input, context) => ({ items: await archive.disposalsOf(context) }),
  decideDisposal: ({ params, body }, context) => archive.decideDisposal(context, params.id, body.approve),
};
