import { createHash } from 'node:crypto';
import { z } from 'zod';
import { answerHeld } from '#kernel/conditional';
import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { allow } from '../public/allowance.ts';
import { findOpen } from '../public/public-store.ts';
import { addressesOf } from '../standards/addresses.ts';
import { catalogueAge } from '../standards/catalogues.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';
import { atomFeed } from './atom.ts';
import { listNews } from './store.ts';

const Asked = z.object({ name: z.string().max(100) });
/** The name of the feed of everything; no resource has it, for codes have three characters and no underscore. */
const everything = '_all';

async function write(context: Context, code: string | undefined): Promise<string> {
  const at = addressesOf(context.config);
  const { publisher } = await store.getCity(context.db);
  const found = code === undefined ? undefined : await findOpen(context.db, code);
  if (code !== undefined && !found) throw notFound(texts.release, code);
  return atomFeed(
    {
      title: found?.title ?? texts.module,
      self: `${at.origin}/open-data/feed/${code ?? everything}.atom`,
      page: code === undefined ? `${at.origin}/open-data` : at.page(code),
      author: publisher.zh,
      since: new Date(found?.issuedAt ?? 0).toISOString(),
      news: await listNews(context.db, code),
    },
    at,
  );
}

/** What is new in open data, for whoever reads feeds: without an account, and nobody is written down. */
export const feeds = defineProtocol({
  id: 'open-data-feeds',
  title: { zh: '开放数据订阅源', en: 'Feeds of open data' },
  path: '/open-data/feed',
  standard: 'RFC 4287 (Atom)',
  routes: [
    {
      method: 'GET',
      path: '/:name',
      permission: 'public',
      async handle(request, reply, context) {
        await allow(context);
        const asked = Asked.safeParse(request.params);
        const name = asked.success ? asked.data.name : '';
        if (!name.endsWith('.atom')) throw notFound(texts.release, name);
        const code = name.slice(0, -'.atom'.length);
        const feed = await write(context, code === everything ? undefined : code);
        const etag = `"${createHash('sha256').update(feed).digest('base64url')}"`;
        if (answerHeld(request, reply, { etag, maxAge: catalogueAge })) return reply.send();
        return reply.type('application/atom+xml; charset=utf-8').send(feed);
      },
    },
  ],
});
