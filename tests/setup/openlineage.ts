import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

// For tests only: the schemas that OpenLineage itself publishes, as they were published, and what they say of an event.

const folder = path.join(import.meta.dirname, 'openlineage-spec');
const core = 'https://openlineage.io/spec/2-0-2/OpenLineage.json';

const schemas = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name.endsWith('.json'))
  .map((each) => JSON.parse(readFileSync(path.join(each.parentPath, each.name), 'utf8')) as AnySchemaObject);

// Not strict: the standard says `example`, which JSON Schema has no such word for.
const ajv = new Ajv2020({ strict: false, allErrors: true, schemas });
formats.default(ajv);

const faultsIn = (schema: string, value: unknown): string[] => {
  const check = ajv.getSchema(schema);
  if (!check) return [`${schema} is no schema that lies here`];
  return check(value) === true
    ? []
    : (check.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
};

type Facets = Readonly<Record<string, { readonly _schemaURL?: string }>>;

/** A facet of the standard is held against the very version that it names, under its own name; one of others is its maker's. */
function facetFaults(facets: Facets): string[] {
  return Object.entries(facets).flatMap(([name, facet]) => {
    const [document = ''] = (facet._schemaURL ?? '').split('#');
    if (!document.startsWith('https://openlineage.io/')) return [];
    const known = schemas.find(({ $id }) => $id === document);
    const named = Object.keys((known?.['properties'] ?? {}) as object);
    if (known && !named.includes(name)) return [`${name}: ${document} is of ${named.join()}`];
    return faultsIn(document, { [name]: facet }).map((fault) => `${document}: ${fault}`);
  });
}

/** Every object of facets within an event, wherever it stands. */
function facetsWithin(value: unknown): Facets[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    /^(f|inputF|outputF)acets$/.test(name) ? [each as Facets] : facetsWithin(each),
  );
}

/**
 * What the published schemas hold against an event: the core of 2-0-2, the part of it that the event itself names, and each facet.
 * @returns nothing when it is as the standard wants it
 */
export function openLineageFaults(event: unknown): string[] {
  const { schemaURL = '' } = event as { schemaURL?: string };
  const part = schemaURL.startsWith(`${core}#`) ? faultsIn(schemaURL, event) : [];
  return [...faultsIn(core, event), ...part, ...facetsWithin(event).flatMap(facetFaults)];
}
