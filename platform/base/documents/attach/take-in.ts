import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '#kernel/context';
import type { Upload } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { insertAttachment, pendingBytes, type NewAttachment } from '../attachment-store.ts';
import { attachmentKindPoint, scannerPoint, type AttachmentKind } from '../points.ts';
import { texts } from '../texts.ts';
import { imageDanger } from './check-image.ts';
import { pdfDanger } from './check-pdf.ts';
import { lookIntoZip, type Looked } from './check-zip.ts';
import { fileTypes, sniff, type FileKind } from './sniff.ts';

const refuse = (code: string, text: Text, values: Record<string, string> = {}): Problem =>
  new Problem(422, `documents.${code}`, fill(text, values));

/** Bytes that one uploader may have here without having handed them in with something. */
const mostPending = 500 * 1024 ** 2;

const images = new Set<FileKind>(['png', 'jpeg', 'gif', 'webp']);

async function look(file: Buffer): Promise<Looked> {
  const kind = sniff(file);
  if (kind === 'zip') return lookIntoZip(file);
  if (kind === 'pdf') return { kind, danger: pdfDanger(file) };
  return { kind, danger: kind && images.has(kind) ? imageDanger(kind, file) : undefined };
}

/** What the file is, when it is one of those that are taken and nothing in it is dangerous. */
async function requireSafe(file: Buffer, { files }: AttachmentKind): Promise<FileKind> {
  if (file.length === 0) throw refuse('file-empty', texts.fileEmpty);
  const { kind, danger } = await look(file);
  const names = files.join(', ');
  if (danger) throw refuse(`file-${danger.code}`, texts[`danger-${danger.code}`], { what: danger.what });
  if (!kind) throw refuse('file-unknown', texts.fileUnknown, { files: names });
  if (!files.includes(kind))
    throw refuse('file-not-allowed', texts.fileNotAllowed, { found: kind, files: names });
  return kind;
}

/** Every scanner that the installation has looks it over; none answers for a scanner that is down. */
async function scanned(context: Context, path: string): Promise<string | null> {
  const scanners = context.contributions(scannerPoint);
  for (const scanner of scanners) {
    const name = await scanner.scan(path).catch((error: unknown) => {
      context.log.error({ error, scanner: scanner.name }, 'documents: a virus scanner failed');
      throw new Problem(503, 'documents.scanner-down', texts.scannerDown);
    });
    if (name !== undefined) throw refuse('file-infected', texts.infected, { name });
  }
  return scanners.map(({ name }) => name).join(', ') || null;
}

/** The kinds of attachment that the modules of this city take. @throws Problem 404 */
export function attachmentKind(context: Context, code: string): AttachmentKind {
  const kind = context.contributions(attachmentKindPoint).find((each) => each.code === code);
  if (!kind) throw new Problem(404, 'documents.kind-unknown', fill(texts.kindUnknown, { kind: code }));
  return kind;
}

/** Writes the upload down beside the kept files, within its limit, so that what is refused never is one of them. */
async function receive(stream: Readable, path: string, maxBytes: number): Promise<void> {
  let size = 0;
  await pipeline(
    stream.iterator({ destroyOnReturn: false }),
    async function* within(parts: AsyncIterable<Uint8Array>) {
      for await (const part of parts) {
        size += part.byteLength;
        if (size > maxBytes)
          throw new Problem(413, 'files.too-large', fill(texts.tooLarge, { bytes: maxBytes }), { maxBytes });
        yield part;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
}

interface Checked {
  readonly kind: FileKind;
  readonly scanner: string | null;
  readonly file: string;
  readonly size: number;
}

async function keepSafe(context: Context, kind: AttachmentKind, upload: Upload): Promise<Checked> {
  const { folder, clear } = await context.files.workspace();
  const path = join(folder, 'upload');
  try {
    await receive(upload.stream, path, kind.maxBytes);
    const found = await requireSafe(await readFile(path), kind);
    const scanner = await scanned(context, path);
    const stored = await context.files.put(createReadStream(path));
    return { kind: found, scanner, file: stored.id, size: stored.size };
  } finally {
    await clear();
  }
}

/**
 * Takes a file in: told by its content, not its name; refused when it is too large, of another kind, or dangerous.
 * @throws Problem 404, 413, 422 `documents.file-…`, 503 `documents.scanner-down`
 */
export async function takeIn(
  context: Context,
  asked: { readonly kind: string; readonly filename: string },
  upload: Upload,
): Promise<NewAttachment> {
  const kind = attachmentKind(context, asked.kind);
  // What somebody gave up half-way is taken away after a while; until then there is a measure.
  if ((await pendingBytes(context.db, context.actor.id)) > mostPending)
    throw new Problem(
      413,
      'documents.too-many-untied',
      fill(texts.tooManyUntied, { megabytes: mostPending / 1024 ** 2 }),
    );
  const checked = await keepSafe(context, kind, upload);
  const row: NewAttachment = {
    id: randomUUID(),
    kind: kind.code,
    name: asked.filename.replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_').slice(0, 200),
    type: fileTypes[checked.kind],
    size: checked.size,
    file: checked.file,
    scanner: checked.scanner,
    owner: context.actor.id,
    organisation: context.actor.organisation ?? null,
    addedAt: context.clock.now().toISOString(),
  };
  await context.transaction(async (tx) => {
    await insertAttachment(tx, row);
    await context.ledger(tx, {
      action: 'change',
      resource: 'documents.attachment',
      basis: 'documents:attach',
      subjects: [],
      detail: { attachment: row.id, kind: row.kind, type: row.type, size: row.size },
    });
  });
  return row;
}

export const attachmentNotFound = (id: string): Problem => notFound(texts.attachment, id);
