import type { SwaggerTransformObject } from '@fastify/swagger';
import { jsonSchemaTransformObject } from '@fastify/type-provider-zod';

const place = '#/components/schemas/';
const references = (part: unknown): string[] =>
  [...JSON.stringify(part ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    (found) => found[1] ?? '',
  );

/** Names that the paths lead to, by whatever steps. */
function reached(paths: unknown, schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = references(paths);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    if (!(name in schemas)) throw new Error(`the document leads to ${place}${name}, which it does not have`);
    seen.add(name);
    open.push(...references(schemas[name]));
  }
  return seen;
}

/** A format says what its pattern spells out in two hundred letters, hundreds of times over. */
const namesItself = new Set(['date', 'date-time', 'uuid', 'email']);

const withoutSpelling = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(withoutSpelling);
  if (typeof part !== 'object' || part === null) return part;
  const { format, pattern } = part as { format?: unknown; pattern?: unknown };
  const isSpelt = typeof pattern === 'string' && namesItself.has(String(format));
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, value]) =>
      isSpelt && key === 'pattern' ? [] : [[key, withoutSpelling(value)]],
    ),
  );
};

/** What many answers share stands once, under the name that its schema gives itself (`.meta({ id })`); unused names go. */
export const sharedSchemas: SwaggerTransformObject = (given) => {
  const document = jsonSchemaTransformObject(given) as {
    readonly paths?: unknown;
    readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
  };
  const all = document.components?.schemas ?? {};
  const used = reached(document.paths, all);
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  return withoutSpelling({
    ...document,
    components: { ...document.components, schemas },
  }) as ReturnType<SwaggerTransformObject>;
};
