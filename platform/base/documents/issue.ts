import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { dayOf } from '#kernel/clock';
import { publicAddress } from '#kernel/config';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import type { PaperIssued } from './contract.ts';
import type { Layout, Values } from './layout.ts';
import { printPaper, type Printed, type PrintedPaper } from './print/print-paper.ts';
import { Paper } from './records.ts';
import { filled, keptUntil, paperNumber, printedLength, valueFaults, verifyCode } from './rules.ts';
import { sealAdapter } from './seal.ts';
import * as store from './store.ts';
import { findPublished, getTemplateVersion } from './template-store.ts';
import { texts } from './texts.ts';

export interface PaperAsked {
  /** Code of a published template. */
  readonly template: string;
  readonly values: Values;
  /** The same key of the same requester gives the same paper. */
  readonly key: string;
  /** Organisation that issues it. */
  readonly issuer: string;
  readonly requester: string;
  readonly simulated?: boolean;
}

/** Most characters of a paper: some five hundred pages. A place that stands often multiplies what is filled in. */
const mostPrinted = 200_000;

/** @throws Problem 422 `documents.invalid` with one entry a field, `documents.too-long` */
function requireValid(layout: Layout, values: Values): void {
  const errors = valueFaults(layout, values);
  if (errors.length > 0) throw new Problem(422, 'documents.invalid', texts.invalid, { errors });
  if (printedLength(layout, values) > mostPrinted)
    throw new Problem(422, 'documents.too-long', fill(texts.tooLong, { most: mostPrinted }));
}

const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Takes the number and writes the paper down, in the caller's transaction. @returns its id */
async function number(context: Context, tx: Db, asked: PaperAsked): Promise<string> {
  const template = await findPublished(tx, asked.template);
  if (!template) throw new Problem(404, 'documents.template-unpublished', texts.templateUnpublished);
  if (template.issuer !== null && template.issuer !== asked.issuer)
    throw new Problem(403, 'documents.not-issuer', texts.notIssuer);
  const { layout, version } = template;
  requireValid(layout, asked.values);
  const id = randomUUID();
  const digest = digestOf(JSON.stringify([asked.template, asked.issuer, asked.values]));
  const before = await store.claimRequest(tx, {
    requester: asked.requester,
    key: asked.key,
    paper: id,
    asked: digest,
  });
  if (before && before.asked !== digest) throw new Problem(409, 'documents.key-taken', texts.keyTaken);
  if (before) return before.paper;
  const issuedOn = dayOf(context);
  const year = Number(issuedOn.slice(0, 4));
  const sequence = await store.nextNumber(tx, layout.series, year);
  const row = {
    id,
    number: paperNumber(layout.series, year, sequence),
    title: filled(layout.heading, layout, asked.values).slice(0, 300),
    template: asked.template,
    issuer: asked.issuer,
    state: 'numbered',
    issuedOn,
    retention: layout.retention,
    keptUntil: keptUntil(layout.retention, issuedOn) ?? null,
  };
  const how = { source: 'issue', basis: 'documents:issue', simulated: asked.simulated ?? false };
  await writeRows(context, tx, Paper, [row], how);
  await store.insertContent(tx, {
    paper: id,
    version,
    values: asked.values,
    code: verifyCode(randomBytes(16)),
  });
  return id;
}

/** Address that the code on a paper leads to. */
const verifyAddress = (context: Context, code: string): string =>
  `${publicAddress(context.config)}/verify?code=${code}`;

async function print(context: Context, paper: store.PaperRow): Promise<PrintedPaper> {
  const { layout } = await getTemplateVersion(context.db, paper.template, paper.version ?? 0);
  const adapter = sealAdapter(context);
  const code = paper.code ?? '';
  return printPaper({
    layout,
    values: paper.values ?? {},
    number: paper.number,
    title: paper.title,
    issuedOn: paper.issuedOn,
    verifyAddress: verifyAddress(context, code),
    code,
    seal: sealOf(adapter),
    simulated: paper.simulated,
    at: new Date(paper.recordedAt),
  });
}

const sealOf = (adapter: { readonly simulated: boolean } | undefined): Printed['seal'] => {
  if (!adapter) return 'none';
  return adapter.simulated ? 'simulated' : 'real';
};

/** Prints and seals a paper that has its number; done twice it is done once. */
export async function finishPaper(context: Context, id: string): Promise<store.PaperRow> {
  const paper = await store.findPaper(context.db, id);
  if (!paper) throw new Error(`no paper ${id}`);
  if (paper.state !== 'numbered') return paper;
  const printed = await print(context, paper);
  const digest = digestOf(printed.bytes);
  const adapter = sealAdapter(context);
  const seal = await adapter?.seal(context, paper.issuer, Buffer.from(digest, 'hex'));
  const stored = await context.files.put(Readable.from([printed.bytes]));
  return context.transaction(async (tx) => {
    const now = await store.lockPaper(tx, id);
    if (now?.state !== 'numbered') return now ?? paper;
    await store.savePrinted(tx, id, {
      file: stored.id,
      seal: seal && adapter && { ...seal, adapter: adapter.id },
      missing: printed.missing,
    });
    const row = { id, state: 'issued', pages: printed.pages, digest };
    await writeRows(context, tx, Paper, [row], { source: 'print', basis: 'documents:issue' });
    return (await store.findPaper(tx, id)) ?? now;
  });
}

export const shapePaper = (paper: store.PaperRow): PaperIssued => ({
  id: paper.id,
  number: paper.number,
  title: paper.title,
  state: paper.state,
  code: paper.code ?? '',
  digest: paper.digest,
  pages: paper.pages,
  missing: paper.missing ?? [],
  sealed: sealOf(paper.seal ?? undefined),
});

/**
 * Issues a paper: takes the next number of its series (no gap, none twice), prints it, seals it. When the process ends
 * after the number was taken, the paper is printed at the next request or by the job that looks for such.
 * @throws Problem 403 `documents.not-issuer`, 404 `documents.template-unpublished`, 409 `documents.key-taken`,
 *   422 `documents.invalid`
 */
export async function issuePaper(context: Context, asked: PaperAsked): Promise<PaperIssued> {
  const id = await context.transaction((tx) => number(context, tx, asked));
  return shapePaper(await finishPaper(context, id));
}

/** What a layout looks like with these values, without number, seal or effect. */
export async function previewPaper(context: Context, layout: Layout, values: Values): Promise<PrintedPaper> {
  requireValid(layout, values);
  const issuedOn = dayOf(context);
  return printPaper({
    layout,
    values,
    number: `${layout.series}〔${issuedOn.slice(0, 4)}〕　号`,
    title: filled(layout.heading, layout, values),
    issuedOn,
    verifyAddress: verifyAddress(context, 'PREVIEW'),
    code: 'PREVIEW',
    seal: 'none',
    simulated: true,
    at: context.clock.now(),
  });
}
