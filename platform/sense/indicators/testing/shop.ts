import { sql } from 'kysely';
import { z } from 'zod';
import { defineModule, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { publishedViewPoint, type PublishedView } from '#kernel/published-view';
import { defineRecord, field, reference, undivided } from '#kernel/record';

const name = (word: string) => ({ zh: word, en: word });

/** Where something is sold. */
export const Site = defineRecord({
  module: 'test-shop',
  name: 'site',
  plural: 'sites',
  table: 'test_shop.site',
  key: 'code',
  label: 'code',
  versions: 'valid-time',
  title: name('site'),
  fields: {
    code: field(z.string(), name('code')),
    division: field(reference('organisations.division'), name('division'), { unchecked: true }),
  },
  list: { filters: [], orders: ['code'] },
  rights: { read: 'test-shop:sites', scope: undivided },
});

/** What was sold: rows of every kind that measures are made from. */
export const Sale = defineRecord({
  module: 'test-shop',
  name: 'sale',
  plural: 'sales',
  table: 'test_shop.sale',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: name('sale'),
  fields: {
    id: field(z.string(), name('id')),
    site: field(reference('test-shop.site'), name('site'), { unchecked: true }),
    kind: field(z.enum(['bread', 'rice', 'tea']), name('kind'), {
      names: { bread: name('bread'), rice: name('rice'), tea: name('tea') },
    }),
    soldOn: field(z.iso.date().nullable().optional(), name('sold on')),
    paidAt: field(z.iso.datetime().nullable().optional(), name('paid at')),
    amount: field(z.number().nullable().optional(), name('amount')),
    returned: field(z.boolean(), name('returned')),
    buyer: field(z.string().nullable().optional(), name('buyer'), { sensitivity: 'personal', mask: 'name' }),
    buyerSex: field(z.enum(['f', 'm']).nullable().optional(), name('sex'), {
      sensitivity: 'personal',
      mask: 'hidden',
      names: { f: name('f'), m: name('m') },
    }),
  },
  list: { filters: ['site', 'kind', 'soldOn'], orders: ['id'] },
  rights: { read: 'test-shop:read', reveal: 'test-shop:reveal', scope: { department: 'site' } },
});

/** What somebody is shown whom the module itself narrows, whatever is granted. */
const oneSite = sql`t.code = 's1'`;

/** What the shop publishes of its sales: rows that others may count. */
const saleView: PublishedView = {
  id: 'test_shop.sale_v1',
  title: name('sales as published'),
  key: 'id',
  fields: {
    id: Sale.fields.id,
    kind: Sale.fields.kind,
    soldOn: Sale.fields.soldOn,
    amount: Sale.fields.amount,
    buyerSex: Sale.fields.buyerSex,
  },
  simulated: 'simulated',
  writtenAt: 'recorded_at',
  of: [Sale.id],
  rights: { record: Sale.id },
};

/** And what is nobody's record: whoever may see all sites may see it. */
const siteView: PublishedView = {
  id: 'test_shop.site_v1',
  title: name('sites as published'),
  key: 'code',
  fields: {
    code: Site.fields.code,
    division: Site.fields.division,
    openedOn: field(z.iso.date(), name('opened on')),
  },
  of: [Site.id],
  rights: { permission: 'test-shop:sites' },
};

/** A module with rows to measure. */
export const shopModule = defineModule({
  id: 'test-shop',
  title: name('shop'),
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'indicators'],
  permissions: {
    'test-shop:read': name('read'),
    'test-shop:sites': name('sites'),
    'test-shop:reveal': name('reveal'),
  },
  records: [
    mountRecord(Site, { rows: ({ actor }) => (actor.id === 'narrow' ? oneSite : undefined) }),
    mountRecord(Sale),
  ],
  contributes: [saleView, siteView].map((view) => contribute(publishedViewPoint, view)),
});
