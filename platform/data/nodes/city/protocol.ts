import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contentDigest } from '#engines/http-signatures';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { defineProtocol, type ProtocolRoute } from '#kernel/protocol';
import { CertificateShape, EnvelopesShape, ReceiptShape } from '../log/shapes.ts';
import { texts } from '../texts.ts';
import { nodeOf } from './authenticate.ts';
import { Enrol, enrol, rejoin, Renew, renew } from './enrol.ts';
import { Hello, hello } from './hello.ts';
import { pieceBytes, progressOf, takePiece } from './payloads.ts';
import { receive } from './receiving.ts';
import { acknowledge, adopt, After, outgoing, takenBefore } from './sending.ts';

const mostBytes = 24 * 1024 ** 2;
/** Of what anybody may send; a certificate names a thousand datasets at most. */
const mostOfStrangers = 256 * 1024;

async function readBytes(raw: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of raw as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > most) throw new Problem(413, 'files.too-large', texts.tooMuch);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof Problem || raw.complete) throw error;
    throw new Problem(400, 'nodes.cut', texts.cut);
  }
  return Buffer.concat(parts);
}

/** The body, which is what the signature says. @throws Problem 401 `nodes.bad-signature`; 413 `files.too-large` */
async function bodyOf(request: FastifyRequest, most = mostBytes): Promise<Buffer> {
  const bytes = await readBytes(request.raw, most);
  const said = request.headers['content-digest'];
  if (said !== undefined && said !== contentDigest(bytes))
    throw new Problem(401, 'nodes.bad-signature', texts.badSignature);
  return bytes;
}

const unreadable = (): Problem => new Problem(400, 'nodes.unreadable', texts.unreadable);

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (!read.success) throw unreadable();
  return read.data;
}

async function jsonOf<S extends z.ZodType>(
  request: FastifyRequest,
  schema: S,
  most = mostBytes,
): Promise<z.output<S>> {
  const bytes = await bodyOf(request, most);
  try {
    return parsed(schema, JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw error instanceof Problem ? error : unreadable();
  }
}

type Work<S extends z.ZodType> = (context: Context, node: string, asked: z.output<S>) => Promise<unknown>;

const posted = <S extends z.ZodType>(path: string, schema: S, work: Work<S>): ProtocolRoute => ({
  method: 'POST',
  path,
  permission: 'nodes:exchange',
  handle: async (request, _reply, context) =>
    work(context, nodeOf(context.actor), await jsonOf(request, schema)),
});

const read = <S extends z.ZodType>(path: string, schema: S, work: Work<S>): ProtocolRoute => ({
  method: 'GET',
  path,
  permission: 'nodes:exchange',
  handle: async (request, _reply, context) =>
    work(context, nodeOf(context.actor), parsed(schema, request.query)),
});

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Place = z.strictObject({
  offset: z.coerce.number().int().min(0),
  size: z.coerce.number().int().min(1),
});

const digestOf = ({ params }: FastifyRequest): string =>
  parsed(Digest, (params as { digest: unknown }).digest);

const payloadRoutes: readonly ProtocolRoute[] = [
  {
    method: 'GET',
    path: '/payloads/:digest',
    permission: 'nodes:exchange',
    handle: (request, _reply, context) => progressOf(context, nodeOf(context.actor), digestOf(request)),
  },
  {
    method: 'PUT',
    path: '/payloads/:digest',
    permission: 'nodes:exchange',
    handle: async (request, _reply, context) => {
      const place = parsed(Place, request.query);
      const bytes = await bodyOf(request, pieceBytes);
      return takePiece(context, { node: nodeOf(context.actor), digest: digestOf(request), ...place, bytes });
    },
  },
];

const Rejoin = z.strictObject({ certificate: CertificateShape, proof: z.string().max(200) });

const publicRoutes: readonly ProtocolRoute[] = [
  {
    method: 'POST',
    path: '/enrol',
    permission: 'public',
    handle: async (request, _reply, context) => enrol(context, await jsonOf(request, Enrol, mostOfStrangers)),
  },
  {
    method: 'POST',
    path: '/rejoin',
    permission: 'public',
    handle: async (request: FastifyRequest, _reply: FastifyReply, context: Context) => {
      const { certificate, proof } = await jsonOf(request, Rejoin, mostOfStrangers);
      return rejoin(context, certificate, proof);
    },
  },
];

/** What nodes say to the city. A node always calls; each request is signed by its key. */
export const protocol = defineProtocol({
  id: 'nodes.exchange',
  title: texts.protocol,
  path: '/nodes/v1',
  standard: 'RFC 9421; RFC 9530',
  body: 'raw',
  routes: [
    ...publicRoutes,
    ...payloadRoutes,
    posted('/hello', Hello, hello),
    posted('/renew', Renew, renew),
    posted('/envelopes', EnvelopesShape, receive),
    read('/envelopes', After, outgoing),
    read('/taken', After, takenBefore),
    posted('/receipts', ReceiptShape, acknowledge),
    posted('/adopt', EnvelopesShape, adopt),
  ],
});
