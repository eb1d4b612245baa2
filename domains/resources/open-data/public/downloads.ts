import { z } from 'zod';
import { answerHeld } from '#kernel/conditional';
import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { allow } from './allowance.ts';
import { mediaTypes } from '../names.ts';
import { noteUse } from './public.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';

const Asked = z.object({
  code: z.string().max(80),
  version: z.union([z.literal('latest'), z.coerce.number().int().min(1).max(1_000_000)]),
  name: z.string().max(100),
});

/** The file that an address names, of a version that is open. @throws Problem 404 */
async function findFile(context: Context, given: unknown) {
  const asked = Asked.safeParse(given);
  if (!asked.success) throw notFound(texts.version, '');
  const { code, version, name } = asked.data;
  const found = await store.findOpenVersion(context.db, code, version === 'latest' ? undefined : version);
  const file = found?.files.find(({ format }) => name === `${code}.${format}`);
  if (!found || !file) throw notFound(texts.version, name);
  return { ...file, code, number: found.number, numbered: version !== 'latest' };
}

/** Files of versions: named by content, never changed, so whoever has one asks for nothing again. */
export const downloads = defineProtocol({
  id: 'open-data-files',
  title: { zh: '开放数据文件', en: 'Files of open data' },
  path: '/open-data',
  standard: 'RFC 9110, RFC 9111',
  routes: [
    {
      method: 'GET',
      path: '/files/:code/:version/:name',
      permission: 'public',
      async handle(request, reply, context) {
        await allow(context);
        const { code, format, file, number, numbered } = await findFile(context, request.params);
        // One that was withdrawn must not live on for long in the caches on the way.
        if (answerHeld(request, reply, { etag: `"${file}"`, maxAge: numbered ? 3600 : 300 }))
          return reply.send();
        await noteUse(context, code, format);
        void reply
          .header('content-disposition', `attachment; filename="${code}-v${number}.${format}"`)
          .header('repr-digest', `sha-256=:${Buffer.from(file, 'hex').toString('base64')}:`)
          .type(mediaTypes[format]);
        return reply.send(await context.files.open(file));
      },
    },
  ],
});
