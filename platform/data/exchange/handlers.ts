import { Readable } from 'node:stream';
import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { findDataset, getDatasetInForce } from '#platform/data/catalogue';
import { ask, standingsOf } from './asking.ts';
import type { operations } from './contract.ts';
import {
  ownSubscription,
  removeAddress,
  replay,
  sendingOf,
  setAddress,
  testDelivery,
  triedSubscription,
} from './changes/webhook.ts';
import { check, decide, dispute, settle, takeBack } from './deciding.ts';
import { fileOf } from './file.ts';
import { withheldOf } from './granted-rows.ts';
import { listUse } from './meter-store.ts';
import { cityPurposes } from './purposes.ts';
import { termsOf } from './odrl.ts';
import { exchangesBy, gatherProof } from './receipts/proving.ts';
import { recall } from './recalling.ts';
import { Agreement } from './records.ts';
import { reportedAt } from './reported.ts';
import { answer, report } from './reporting.ts';
import { findDocument, findStanding, listMine, rulesOf, systemsOf } from './store.ts';
import { texts } from './texts.ts';

/** An agreement for either of its sides, and for whoever sees the city. @throws Problem 404 */
async function agreementFor(context: Context, key: string) {
  const row = await readRow(context, context.db, Agreement, key);
  const own = context.actor.organisation ?? '';
  const sees =
    scopeOf(context.actor, 'exchange:read') === 'city' || [row?.consumer, row?.provider].includes(own);
  if (!row || !sees) throw notFound(texts.agreement, key);
  return row;
}

async function askable(context: Context, code: string) {
  const dataset = await getDatasetInForce(context.db, code);
  return {
    code,
    title: dataset.title,
    provider: dataset.provider,
    own: dataset.provider === context.actor.organisation,
    condition: dataset.share.condition ?? null,
    basis: dataset.share.basis ?? null,
    items: standingsOf(dataset).map(({ field, standing }) => ({
      field: field.name,
      label: field.label,
      standing,
    })),
    purposes: (await cityPurposes(context, context.db)).map(({ code: purpose, title }) => ({
      code: purpose,
      title,
    })),
    longestDays: (await rulesOf(context.db)).longest_days,
    today: dayOf(context),
    systems: await systemsOf(context.db, context.actor.organisation ?? ''),
  };
}

/** What an agreement in force grants and the catalogue has stopped since. */
async function withheldNow({ db }: Context, key: string): Promise<string[]> {
  const found = await findStanding(db, key);
  if (found?.state !== 'in-force') return [];
  const terms = termsOf(found.document);
  const dataset = await findDataset(db, terms.dataset);
  return withheldOf(dataset ?? { fields: [], share: { type: 'none' } }, terms);
}

async function use(context: Context, key: string) {
  const agreement = await agreementFor(context, key);
  const [today, days] = [dayOf(context), await listUse(context.db, key)];
  const used = days.find(({ day }) => day === today)?.rows ?? 0;
  const left = Math.max(0, agreement.rowsPerDay - used);
  return { today, left, days, withheld: await withheldNow(context, key) };
}

async function document(context: Context, key: string, version: number | undefined) {
  const agreement = await agreementFor(context, key);
  const asked = version ?? agreement.version;
  const found = await findDocument(context.db, key, asked);
  if (!found) throw notFound(texts.agreement, `${key} v${asked}`);
  return {
    filename: `${key}-v${asked}.jsonld`,
    type: 'application/ld+json; charset=utf-8',
    body: Readable.from([Buffer.from(found.document, 'utf8')]),
    headers: { 'x-sha256': found.digest },
  };
}

/** For either of its sides, and for whoever sees the city. @throws Problem 404 */
async function proof(context: Context, id: string) {
  const own = context.actor.organisation ?? '';
  const seesAll = scopeOf(context.actor, 'exchange:read') === 'city';
  const found = await gatherProof(
    context,
    id,
    ({ consumer, provider }) => seesAll || [consumer, provider].includes(own),
  );
  return {
    filename: `exchange-${id}.json`,
    type: 'application/json; charset=utf-8',
    body: Buffer.from(JSON.stringify(found, undefined, 2), 'utf8'),
  };
}

export const handlers: Handlers<typeof operations> = {
  askable: ({ params }, context) => askable(context, params.key),
  mine: async ({ params }, context) => ({
    items: await listMine(context.db, params.key, context.actor.organisation ?? ''),
  }),
  ask: ({ body }, context) => ask(context, body),
  check: ({ params, body }, context) => check(context, params.key, body),
  decide: ({ params, body }, context) => decide(context, params.key, body),
  dispute: ({ params, body }, context) => dispute(context, params.key, body.why),
  settle: ({ params, body }, context) => settle(context, params.key, body),
  takeBack: ({ params, body }, context) => takeBack(context, params.key, body.why),
  document: ({ params, query }, context) => document(context, params.key, query.version),
  recall: ({ params, body }, context) => recall(context, params.key, body.why),
  use: ({ params }, context) => use(context, params.key),
  exchanges: async ({ params, query }, context) => {
    const { id } = await agreementFor(context, params.key);
    return exchangesBy(context, id, query);
  },
  file: ({ params, query: { format, purpose } }, context) => {
    const request = `GET /api/exchange/agreements/${params.key}/file?format=${format}`;
    return fileOf({ ...context, purpose }, params.key, { format, request });
  },
  sending: async ({ params }, context) => ({
    ...(await sendingOf(context, await agreementFor(context, params.key))),
    broker: context.config.EXCHANGE_NATS !== undefined,
  }),
  setAddress: async ({ params, body }, context) =>
    setAddress(context, await ownSubscription(context, params.key), body),
  removeAddress: async ({ params }, context) =>
    removeAddress(context, await ownSubscription(context, params.key)),
  testDelivery: async ({ params, body }, context) =>
    testDelivery(context, await triedSubscription(context, params.key), body),
  sendAnew: async ({ params }, context) => replay(context, await ownSubscription(context, params.key), {}),
  proof: ({ params }, context) => proof(context, params.key),
  report: ({ params, body }, context) => report(context, params.key, body),
  reportedRow: ({ params }, context) => reportedAt(context, params.key),
  answer: ({ params, body }, context) => answer(context, params.key, body),
};
