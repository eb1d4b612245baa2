import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from '#kernel/config';

type Framing = Pick<Config, 'EMBED_ORIGINS'>;

interface App {
  readonly name: string;
  /** Where browsers find it. */
  readonly prefix: string;
}

const apps: readonly App[] = [
  { name: 'console', prefix: '/console/' },
  { name: 'cockpit', prefix: '/cockpit/' },
  { name: 'portal', prefix: '/' },
];

/** Pages run only their own scripts and styles; MapLibre draws in a worker made from a blob. */
const policyFor = (framedBy: readonly string[]): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    ["frame-ancestors 'self'", ...framedBy].join(' '),
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ');
const policy = policyFor([]);

/** Addresses of data and standards: a wrong one is a problem, never a page. */
const isData = (url: string): boolean =>
  /^\/(api|oidc|cas|outside|sta|ogc|open311|fhir|epcis|gtfs|catalog|data\.json|\.well-known)\b/.test(url);

/** A measure for pages of other sites, the only one of ours that may stand in theirs (`EMBED_ORIGINS`). */
const framed = { path: /^embed\/measures\/[^/]+$/, file: 'embed.html' };

/** The older header knows no list of sites; where it stands too, some browsers follow it. */
function letFrame(reply: FastifyReply, origins: readonly string[]): void {
  reply.header('content-security-policy', policyFor(origins));
  if (origins.length > 0) reply.removeHeader('x-frame-options');
}

const folderOf = (name: string): string => join(import.meta.dirname, '..', name, 'dist');

/** `assets/index-x1.js` is a file; `registers/persons` and `posts/demo.citizen` are addresses of the app's own router. */
const isFile = (path: string): boolean =>
  path.startsWith('assets/') || path === 'offline.js' || /\.(svg|ico|png|txt|webmanifest)$/i.test(path);

async function mountApp(
  app: FastifyInstance,
  { name, prefix }: App,
  { EMBED_ORIGINS: origins }: Framing,
): Promise<void> {
  const root = folderOf(name);
  if (!existsSync(join(root, 'index.html'))) return;
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root,
      serve: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (basename(path).startsWith(framed.file)) letFrame(reply, origins);
        else reply.header('content-security-policy', policy);
      },
    });
    scope.get<{ Params: { '*': string } }>(`${prefix}*`, { schema: { hide: true } }, (request, reply) => {
      const path = request.params['*'];
      if (isData(request.url)) return reply.callNotFound();
      if (prefix === '/' && framed.path.test(path)) return reply.sendFile(framed.file);
      return reply.sendFile(isFile(path) ? path : 'index.html');
    });
    if (prefix !== '/')
      scope.get(prefix.slice(0, -1), { schema: { hide: true } }, (request, reply) =>
        reply.redirect(request.url.replace(prefix.slice(0, -1), prefix)),
      );
  });
}

/** Serves the built pages: `/` the portal, `/console`, `/cockpit`. An app that is not built is left out. */
export async function mountPages(
  app: FastifyInstance,
  framing: Framing = { EMBED_ORIGINS: [] },
): Promise<void> {
  for (const each of apps) await mountApp(app, each, framing);
}
