import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerHeld } from '#kernel/conditional';
import type { Context } from '#kernel/context';
import { defineProtocol, type Protocol, type ProtocolRoute } from '#kernel/protocol';
import { addressesOf, type Addresses } from './addresses.ts';
import { allow } from '../public/allowance.ts';
import type { OpenDataCity } from '../city.ts';
import { dataJson } from './data-json.ts';
import { dcatCatalogue } from './dcat.ts';
import { listOpen, stampOf, type OpenRow } from '../public/public-store.ts';
import * as store from '../store.ts';
import { jsonld, turtle } from './triples.ts';

/** Seconds for which a catalogue may be kept by whoever read it. */
export const catalogueAge = 300;

type Write = (rows: readonly OpenRow[], city: OpenDataCity, at: Addresses) => string;

interface Form {
  readonly path: string;
  readonly type: string;
  readonly write: Write;
}

const forms: Readonly<Record<'ttl' | 'jsonld' | 'dataJson', Form>> = {
  ttl: {
    path: '/catalog.ttl',
    type: 'text/turtle; charset=utf-8',
    write: (...all) => turtle(dcatCatalogue(...all)),
  },
  jsonld: {
    path: '/catalog.jsonld',
    type: 'application/ld+json; charset=utf-8',
    write: (...all) => JSON.stringify(jsonld(dcatCatalogue(...all))),
  },
  dataJson: {
    path: '/data.json',
    type: 'application/json; charset=utf-8',
    write: (...all) => JSON.stringify(dataJson(...all)),
  },
};

const answer =
  ({ type, write }: Form) =>
  async (request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> => {
    await allow(context);
    const city = await store.getCity(context.db);
    const at = addressesOf(context.config);
    const stood = `${await stampOf(context.db)}\n${at.origin}\n${type}\n${JSON.stringify(city)}`;
    const etag = `W/"${createHash('sha256').update(stood).digest('base64url')}"`;
    if (answerHeld(request, reply, { etag, maxAge: catalogueAge })) return reply.send();
    return reply.type(type).send(write(await listOpen(context.db), city, at));
  };

const route = (form: Form, path: string): ProtocolRoute => ({
  method: 'GET',
  path,
  permission: 'public',
  handle: answer(form),
});

const standard = 'DCAT-AP 3.0.1; DCAT-US 1.1';
const title = { zh: '开放数据目录', en: 'Catalogue of open data' };

const at = (form: Form): Protocol =>
  defineProtocol({
    id: `open-data${form.path.replaceAll(/[./]/g, '-')}`,
    title,
    path: form.path as `/${string}`,
    standard,
    routes: [route(form, '')],
  });

/** The catalogue where its harvesters look for it: at the root, and below the portal’s pages. */
export const catalogues: readonly Protocol[] = [
  ...Object.values(forms).map(at),
  defineProtocol({
    id: 'open-data-catalogue',
    title,
    path: '/open-data',
    standard,
    routes: [route(forms.ttl, forms.ttl.path), route(forms.jsonld, forms.jsonld.path)],
  }),
];
