import { z } from 'zod';
import { defineCityFile, type ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { Text } from '#kernel/texts';
import { categories } from './rules.ts';
import * as store from './store.ts';

/** What the platform's own pages say to begin with. Marked as simulated: no institution has published it. */
export const articlesFile = defineCityFile({
  path: 'articles.yaml',
  format: 'yaml',
  title: { zh: '随平台发布的指南', en: 'Guides that come with the platform' },
  schema: z.strictObject({
    articles: z.array(
      z.strictObject({
        id: z.uuid(),
        category: z.enum(categories),
        organisation: z.string(),
        issuedOn: z.iso.date(),
        title: Text,
        body: Text,
      }),
    ),
  }),
});

/** Puts in those that are not there yet; what people changed since stays. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  for (const { id, title, body, organisation, ...facts } of city.get(articlesFile).articles)
    await context.transaction(async (tx) => {
      if (await store.exists(tx, id)) return;
      const year = Number(facts.issuedOn.slice(0, 4));
      const number = await store.nextNumber(tx, organisation, year);
      const indexNumber = `${organisation}/${year}-${String(number).padStart(5, '0')}`;
      const at = context.clock.now().toISOString();
      const shown = { channels: ['web', 'tv'], disclosure: 'active', fromAt: null, toAt: null } as const;
      await store.insertArticle(tx, {
        ...facts,
        ...shown,
        id,
        organisation,
        indexNumber,
        simulated: true,
        at,
      });
      await store.saveVersion(tx, id, { title, body, note: null, author: 'system', version: 1, at });
      await store.setState(tx, id, 1, { state: 'released', by: 'system', at });
      await store.release(tx, id, 1, at);
    });
}
