import type { IncomingMessage } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { z } from 'zod';
import { requireRealName } from '../actor.ts';
import type { Context } from '../context.ts';
import type { Download, Handler, Upload } from '../module.ts';
import type { Operation } from '../operation.ts';
import { Problem } from '../problem.ts';
import { holdsAnswer, letOthersRead, requireOpen } from './open-answer.ts';
import { inOwnSilence } from './own-silence.ts';
import { bytesOf } from '../shared-answer.ts';
import { requirePermission, requireSecondFactor } from './permission.ts';

export interface Mounting {
  readonly module: string;
  readonly name: string;
  readonly op: Operation;
  readonly handler: Handler<Operation>;
  contextOf(request: FastifyRequest): Context;
}

const notForContractors = new Problem(403, 'identity.contractor-personal', {
  zh: '此操作读取个人信息，外包人员不能使用。',
  en: 'This reads personal data, which is not for contractors.',
});

const purposeMissing = new Problem(400, 'request.purpose-missing', {
  zh: '此操作读取个人信息，请在 x-purpose 中写明用途。',
  en: 'This reads personal data. State why in the header x-purpose.',
});

/** @throws Problem 403 for a contractor, to whom personal data is never shown; 400 when it is not said why */
function requirePurpose({ actor, purpose }: Context): void {
  if (actor.kind === 'contractor') throw notForContractors;
  if (!purpose) throw purposeMissing;
}

/** The path of an operation below the API, as the router writes it. */
export const routeOf = (module: string, op: Operation): string =>
  `/api/${module}${op.path === '/' ? '' : op.path}`;

function schemaOf({ module, name, op }: Mounting): FastifySchema {
  const written: Record<string, unknown> = {
    operationId: `${module}.${name}`,
    summary: `${op.summary.zh} · ${op.summary.en}`,
    description: op.permission === 'public' ? 'public' : `permission: ${op.permission}`,
    tags: [module],
    response: op.download ? {} : { 200: op.result },
  };
  if (op.params) written['params'] = op.params;
  if (op.query) written['querystring'] = op.query;
  if (op.body) written['body'] = op.body;
  if (op.upload) written['consumes'] = ['application/octet-stream'];
  if (op.permission === 'public') written['security'] = [];
  return written;
}

function tooLarge(most: number): Problem {
  const size = `${Math.round(most / 1024 ** 2)} MB`;
  const said = {
    zh: `文件超过 ${size}，未接收。请拆分后再传。`,
    en: `The file is larger than ${size} and was not taken. Split it and send the parts.`,
  };
  return new Problem(413, 'files.too-large', said, { maxBytes: most });
}

/** A body whose length nobody has told. The request itself stays open, so that the refusal reaches the sender. */
function limited(body: IncomingMessage, most: number): Readable {
  let taken = 0;
  const limit = new Transform({
    transform(part: Buffer, _encoding, done) {
      taken += part.length;
      if (taken > most) done(tooLarge(most));
      else done(null, part);
    },
  });
  body.on('error', (error) => limit.destroy(error));
  body.on('close', () => body.complete || limit.destroy(new Error('the body was cut')));
  limit.on('error', () => body.unpipe(limit));
  return body.pipe(limit);
}

function uploadOf(request: FastifyRequest, op: Operation, context: Context): Upload {
  const { 'content-length': stated, 'content-type': type } = request.headers;
  const length = stated === undefined ? undefined : Number(stated);
  const most = Math.min(op.upload?.maxBytes ?? 0, context.config.MAX_UPLOAD_BYTES);
  if (length !== undefined && length > most) throw tooLarge(most);
  const stream = length === undefined ? limited(request.raw, most) : request.raw;
  return { stream, type: type ?? 'application/octet-stream', length };
}

/** RFC 6266 with the UTF-8 form of RFC 5987, so that Chinese names arrive whole. */
const disposition = (download: Download): string =>
  `${download.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(download.filename)}`;

function sendDownload(reply: FastifyReply, download: Download): FastifyReply {
  // A reply waits to be sent when it is awaited, so nothing here awaits it.
  void reply
    .header('content-disposition', disposition(download))
    .header('x-content-type-options', 'nosniff')
    .headers({ ...download.headers })
    .type(download.type);
  return reply.send(download.body instanceof Uint8Array ? Buffer.from(download.body) : download.body);
}

/** Sends an answer through its own schema; one that several are given, as it was written for the first of them. */
async function sendAnswer(request: FastifyRequest, reply: FastifyReply, op: Operation, answer: unknown) {
  const checked = () => (op.result as z.ZodType).parse(answer);
  const bytes = await bytesOf(answer, () => JSON.stringify(checked()));
  if (!bytes) return reply.send(checked());
  void reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return reply.send(bytes.plain);
  return reply.header('content-encoding', 'gzip').send(bytes.gzipped);
}

/** Mounts one operation: permission first, then its input, then its handler, then its answer through its own schema. */
export function mountOperation(app: FastifyInstance, mounting: Mounting): void {
  const { module, op, handler } = mounting;
  requireOpen(`${module}.${mounting.name}`, op);
  app.route({
    method: op.method,
    url: routeOf(module, op),
    schema: schemaOf(mounting),
    onRequest: async (request, reply) => {
      if (op.open) letOthersRead(reply);
      const context = mounting.contextOf(request);
      requirePermission(context.actor, op.permission);
      if (op.secondFactor) requireSecondFactor(context);
      if (op.realName) requireRealName(context.actor, op.realName);
    },
    handler: async (request, reply) => {
      const context = mounting.contextOf(request);
      if (op.purpose) requirePurpose(context);
      const input = {
        params: request.params,
        query: request.query,
        body: request.body,
        ...(op.upload ? { upload: uploadOf(request, op, context) } : {}),
      };
      const answer: unknown = await inOwnSilence(request.raw, () => handler(input as never, context));
      if (holdsAnswer(request, reply, op, answer)) return reply.send();
      if (op.download) return sendDownload(reply, answer as Download);
      return sendAnswer(request, reply, op, answer);
    },
  });
}
