import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

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
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/** Addresses of data and standards: a wrong one is a problem, never a page. */
const isData = (url: string): boolean =>
  /^\/(api|oidc|cas|outside|sta|ogc|open311|fhir|epcis|gtfs|catalog|data\.json|\.well-known)\b/.test(url);

const folderOf = (name: string): string => join(import.meta.dirname, '..', name, 'dist');

/** `assets/index-x1.js` is a file; `registers/persons` and `posts/demo.citizen` are addresses of the app's own router. */
const isFile = (path: string): boolean =>
  path.startsWith('assets/') || path === 'offline.js' || /\.(svg|ico|png|txt|webmanifest)$/i.test(path);

async function mountApp(app: FastifyInstance, { name, prefix }: App): Promise<void> {
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
        reply.header('content-security-policy', policy);
      },
    });
    scope.get<{ Params: { '*': string } }>(`${prefix}*`, { schema: { hide: true } }, (request, reply) => {
      const path = request.params['*'];
      if (isData(request.url)) return reply.callNotFound();
      return reply.sendFile(isFile(path) ? path : 'index.html');
    });
    if (prefix !== '/')
      scope.get(prefix.slice(0, -1), { schema: { hide: true } }, (request, reply) =>
        reply.redirect(request.url.replace(prefix.slice(0, -1), prefix)),
      );
  });
}

/** Serves the built pages: `/` the portal, `/console`, `/cockpit`. An app that is not built is left out. */
export async function mountPages(app: FastifyInstance): Promise<void> {
  for (const each of apps) await mountApp(app, each);
}
