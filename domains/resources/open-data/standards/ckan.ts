import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineProtocol, type ProtocolRoute } from '#kernel/protocol';
import { addressesOf } from './addresses.ts';
import { allow } from '../public/allowance.ts';
import { findResource, searchDatastore } from './ckan-datastore.ts';
import { searchPackages } from './ckan-search.ts';
import {
  ckanGroup,
  ckanLicence,
  ckanOrganization,
  ckanPackage,
  ckanResource,
  ckanTag,
  stableId,
  tagsOf,
  type Made,
} from './ckan-shapes.ts';
import { byId, ckanProblem, CkanError, datastore, listing, notThere, query, search } from './ckan-words.ts';
import { listOpen, type OpenRow } from '../public/public-store.ts';
import * as store from '../store.ts';

/** What an action works with: all that is open, and what it is shown by. */
interface World {
  readonly context: Context;
  readonly rows: readonly OpenRow[];
  readonly made: Made;
}

interface Action {
  readonly parameters: z.ZodType;
  run(asked: unknown, world: World): unknown;
}

const action = <S extends z.ZodType>(
  parameters: S,
  run: (asked: z.output<S>, world: World) => unknown,
): Action => ({ parameters, run: run as Action['run'] });

const paged = <T>(
  all: readonly T[],
  { limit, offset = 0 }: { limit?: number | undefined; offset?: number | undefined },
) => all.slice(offset, limit === undefined ? undefined : offset + limit);

function findPackage({ rows }: World, id: string): OpenRow {
  const row = rows.find(({ code }) => code === id || stableId('package', code) === id);
  if (!row) throw notThere(`Package ${id}`);
  return row;
}

const providers = ({ rows }: World): string[] =>
  [...new Set(rows.map(({ provider }) => provider))].toSorted();
const tags = ({ rows, made }: World): string[] =>
  [...new Set(rows.flatMap((row) => tagsOf(row, made)))].toSorted();
const codesOf = (world: World): string[] => world.made.city.domains.map(({ code }) => code);

function named(codes: readonly string[], kind: 'organization' | 'group', id: string): string {
  const code = codes.find((each) => each === id || stableId(kind, each) === id);
  if (code === undefined) throw notThere(`${kind} ${id}`);
  return code;
}

/** The read actions of CKAN’s API v3, by name. */
const actions: Readonly<Record<string, Action>> = {
  site_read: action(z.object({}), () => true),
  status_show: action(z.object({}), (_asked, { made }) => ({
    ckan_version: '2.11.0',
    site_url: made.at.origin,
    site_title: made.city.publisher.zh,
    site_description: made.city.publisher.en,
    error_emails_to: null,
    locale_default: 'zh_Hans_CN',
    extensions: ['datastore'],
  })),
  package_list: action(listing, (asked, { rows }) =>
    paged(
      rows.map(({ code }) => code),
      asked,
    ),
  ),
  current_package_list_with_resources: action(listing, (asked, { rows, made }) =>
    paged(rows, asked).map((row) => ckanPackage(row, rows, made)),
  ),
  package_show: action(byId, ({ id }, world) => ckanPackage(findPackage(world, id), world.rows, world.made)),
  package_search: action(search, (asked, { rows, made }) => searchPackages(rows, asked, made)),
  package_autocomplete: action(query, ({ q = '', limit = 10 }, { rows }) =>
    rows
      .filter(({ code, title }) => `${code} ${title.zh} ${title.en}`.toLowerCase().includes(q.toLowerCase()))
      .slice(0, limit)
      .map(({ code, title }) => ({
        name: code,
        title: title.zh,
        match_field: 'title',
        match_displayed: title.zh,
      })),
  ),
  resource_show: action(byId, ({ id }, { rows, made }) => {
    const { row, format } = findResource(rows, id);
    return ckanResource(row, format, made);
  }),
  organization_list: action(listing, (asked, world) =>
    paged(providers(world), asked).map((code) =>
      asked.all_fields ? ckanOrganization(code, world.rows) : code,
    ),
  ),
  organization_show: action(byId, ({ id }, world) =>
    ckanOrganization(named(providers(world), 'organization', id), world.rows),
  ),
  group_list: action(listing, (asked, world) =>
    paged(codesOf(world), asked).map((code) =>
      asked.all_fields ? ckanGroup(code, world.rows, world.made) : code,
    ),
  ),
  group_show: action(byId, ({ id }, world) =>
    ckanGroup(named(codesOf(world), 'group', id), world.rows, world.made),
  ),
  tag_list: action(query, (asked, world) => {
    const words = (asked.query ?? asked.q ?? '').toLowerCase();
    const found = tags(world).filter((tag) => tag.toLowerCase().includes(words));
    return paged(found, asked).map((tag) => (asked.all_fields ? ckanTag(tag) : tag));
  }),
  tag_show: action(byId, ({ id }, world) => {
    const tag = tags(world).find((each) => each === id || stableId('tag', each) === id);
    if (tag === undefined) throw notThere(`Tag ${id}`);
    return ckanTag(tag);
  }),
  license_list: action(z.object({}), (_asked, { made }) => made.city.licences.map(ckanLicence)),
  datastore_search: action(datastore, (asked, { context, rows }) => searchDatastore(context, rows, asked)),
};

/** CKAN says of each wrong parameter what is wrong with it; a missing one is a missing value. */
function read(parameters: z.ZodType, given: unknown): unknown {
  const found = parameters.safeParse(given);
  if (found.success) return found.data;
  const faults = found.error.issues.map(
    ({ path, message }) => [path.join('.') || '__junk', [message]] as const,
  );
  throw new CkanError(409, { ...Object.fromEntries(faults), __type: 'Validation Error' });
}

async function answer(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  await allow(context);
  const { name = '' } = request.params as { name?: string };
  const at = addressesOf(context.config);
  const help = `${at.origin}/api/3/action/help_show?name=${encodeURIComponent(name)}`;
  const { body } = request;
  const posted = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  void reply.type('application/json; charset=utf-8').header('access-control-allow-origin', '*');
  try {
    const chosen = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!chosen)
      throw new CkanError(400, { __type: 'Bad Request', message: `Action name not known: ${name}` });
    const asked = read(chosen.parameters, { ...(request.query as object), ...posted });
    const world = {
      context,
      rows: await listOpen(context.db),
      made: { at, city: await store.getCity(context.db) },
    };
    return await reply.send({ help, success: true, result: await chosen.run(asked, world) });
  } catch (error) {
    if (!(error instanceof CkanError)) throw error;
    return reply.code(error.status).send({
      help,
      success: false,
      error: { ...error.body, message: error.body['message'] ?? error.message },
    });
  }
}

const asked = (method: 'GET' | 'POST', path: string): ProtocolRoute => ({
  method,
  path,
  permission: 'public',
  handle: answer,
});

const at = (id: string, path: `/${string}`) =>
  defineProtocol({
    id,
    title: { zh: 'CKAN 读取接口', en: 'CKAN read API' },
    path,
    standard: 'CKAN Action API v3',
    problem: ckanProblem,
    routes: [asked('GET', '/:name'), asked('POST', '/:name')],
  });

/** The read part of CKAN’s Action API v3, as harvesters and libraries ask it; `ckanapi` asks it without the version. */
export const ckan = [at('open-data-ckan', '/api/3/action'), at('open-data-ckan-unversioned', '/api/action')];
