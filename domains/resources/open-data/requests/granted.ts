import { randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { may, type ActorKind } from '#kernel/actor';
import { notFound, Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { partiesOf } from '#platform/base/identity';
import { mediaTypes } from '../names.ts';
import { allow } from '../public/allowance.ts';
import { readVersion } from '../release/version-rows.ts';
import { subjectParts, subjectsIn } from '../release/version-subjects.ts';
import { Release } from '../records.ts';
import type { VersionRow } from '../store.ts';
import { texts } from '../texts.ts';
import { digestOf } from './asking.ts';
import * as store from './store.ts';

const Asked = z.object({ id: z.string().max(64), name: z.string().max(100).default('') });
const Page = z.object({
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

function isKey(key: unknown, digest: string | null): boolean {
  if (typeof key !== 'string' || digest === null) return false;
  return timingSafeEqual(Buffer.from(digestOf(key), 'hex'), Buffer.from(digest, 'hex'));
}

/** Whether the actor is who asked, or acts for them. */
async function isMine(context: Context, applicant: string): Promise<boolean> {
  if (!may(context.actor, 'open-data:ask')) return false;
  return (await partiesOf(context, 'open-data:ask')).keys.includes(applicant);
}

/** Whether whoever made the key could still come in the applicant’s name: it ends with their mandate. */
async function isHeld(context: Context, { keyOf, keyOfKind, applicant }: store.Standing): Promise<boolean> {
  const actor = { id: keyOf, kind: keyOfKind as ActorKind, name: '', grants: new Map() };
  const { keys, others } = await partiesOf({ ...context, actor }, 'open-data:ask');
  return keys.includes(applicant) || others.includes(applicant);
}

interface Handed {
  readonly standing: store.Standing;
  readonly version: VersionRow;
  readonly asked: z.infer<typeof Asked>;
}

/**
 * What a grant hands out this moment, by its key or to whom it was granted.
 * @throws Problem 401 `open-data.key-needed`; 403 `open-data.grant-ended`; 404 when the resource is open no more
 */
async function handOut(context: Context, params: unknown, key: unknown): Promise<Handed> {
  await allow(context);
  const asked = Asked.safeParse(params);
  const standing = asked.success ? await store.findStanding(context.db, asked.data.id) : undefined;
  const needed = new Problem(401, 'open-data.key-needed', texts.keyNeeded);
  // A key that was taken back is no key any more, but whoever asked is told why.
  if (!asked.success || !standing) throw needed;
  const opens = isKey(key, standing.digest) && (await isHeld(context, standing));
  if (!opens && !(await isMine(context, standing.applicant))) throw needed;
  return { standing, version: await versionOf(context, standing), asked: asked.data };
}

async function versionOf(context: Context, { state, until, release }: store.Standing): Promise<VersionRow> {
  if (state !== 'granted' || until === null || new Date(until) <= context.clock.now())
    throw new Problem(403, 'open-data.grant-ended', texts.grantEnded);
  const version = await store.findGranted(context.db, release);
  if (!version) throw notFound(texts.version, release);
  return version;
}

interface Left {
  readonly format: string;
  readonly rows: number;
  readonly range?: { readonly offset: number; readonly limit: number };
}

async function* partsOf(context: Context, { version }: Handed, { range, rows }: Left) {
  if (range) yield { rows, subjects: await subjectsIn(context, version, range) };
  else yield* subjectParts(context, version);
}

/**
 * Each read is counted and leaves an entry in the ledger, which those whose rows it gave find: both before anything leaves. A
 * great file leaves several, each of a bounded number of people, that name the one read; they go in one by one, and one that
 * breaks off tells of people whose rows did not leave rather than the other way round.
 */
async function note(context: Context, handed: Handed, left: Left): Promise<void> {
  const { asked, standing, version } = handed;
  const { format } = left;
  const read = randomUUID();
  let part = 0;
  for await (const { rows, subjects } of partsOf(context, handed, left)) {
    part += 1;
    const detail = { release: version.release, version: version.number, format, rows, read, part };
    await context.transaction((tx) =>
      context.ledger(tx, {
        action: 'share',
        resource: Release.id,
        basis: `open-data.request:${asked.id}`,
        purpose: standing.purpose,
        subjects,
        detail: { ...detail, applicant: standing.applicant },
      }),
    );
  }
  const use = { request: asked.id, day: dayOf(context), format };
  await context.transaction((tx) => store.countGrantedUse(tx, use));
}

/** Files and rows of what was granted: never kept by anybody on the way. */
export const granted = defineProtocol({
  id: 'open-data-granted',
  title: { zh: '按申请开放的数据文件', en: 'Files of data that is open on request' },
  path: '/open-data/granted',
  standard: 'RFC 9110',
  routes: [
    {
      method: 'GET',
      path: '/:id/rows',
      permission: 'public',
      async handle(request, reply, context) {
        const handed = await handOut(context, request.params, request.headers['x-api-key']);
        const { version } = handed;
        const page = Page.safeParse(request.query);
        if (!page.success) throw new Problem(400, 'open-data.page', texts.pageWrong);
        const { total, items } = await readVersion(context, version, page.data);
        await note(context, handed, { format: 'api', rows: items.length, range: page.data });
        const end = page.data.offset + items.length;
        void reply.header('cache-control', 'no-store');
        return reply.send({
          version: version.number,
          total,
          items,
          next: items.length > 0 && end < total ? end : null,
        });
      },
    },
    {
      method: 'GET',
      path: '/:id/:name',
      permission: 'public',
      async handle(request, reply, context) {
        const handed = await handOut(context, request.params, request.headers['x-api-key']);
        const { version, asked } = handed;
        const file = version.files.find(({ format }) => asked.name === `${version.release}.${format}`);
        if (!file) throw notFound(texts.version, asked.name);
        await note(context, handed, { format: file.format, rows: version.rows });
        void reply
          .header('cache-control', 'no-store')
          .header(
            'content-disposition',
            `attachment; filename="${version.release}-v${version.number}.${file.format}"`,
          )
          .header('repr-digest', `sha-256=:${Buffer.from(file.file, 'hex').toString('base64')}:`)
          .type(mediaTypes[file.format]);
        return reply.send(await context.files.open(file.file));
      },
    },
  ],
});
