/** The object of a triple. */
export type Term =
  | { readonly iri: string }
  | { readonly text: string; readonly language?: string; readonly datatype?: string };

export interface Triple {
  readonly subject: string;
  readonly predicate: string;
  readonly object: Term;
}

export const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** `dcat:Dataset` as a whole IRI; what begins with no known prefix is one already. */
export function expand(name: string): string {
  const [prefix = '', ...rest] = name.split(':');
  const space = (prefixes as Readonly<Record<string, string>>)[prefix];
  return space === undefined ? name : space + rest.join(':');
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const quote = (text: string): string =>
  `"${text.replaceAll(/[\\"\n\r\t]/g, (mark) => escapes[mark] ?? mark)}"`;

/** Marks that may stand in no IRI of Turtle, beside the blank and what stands before it. */
const barred = new Set('<>"{}|^`\\');

/** An IRI between angles; what may not stand in one is percent-encoded. */
function angled(iri: string): string {
  const marks = [...iri].map((mark) => (mark <= ' ' || barred.has(mark) ? percent(mark) : mark));
  return `<${marks.join('')}>`;
}

const percent = (mark: string): string =>
  `%${(mark.codePointAt(0) ?? 0).toString(16).padStart(2, '0').toUpperCase()}`;

function short(iri: string): string {
  for (const [prefix, space] of Object.entries(prefixes)) {
    const rest = iri.slice(space.length);
    if (iri.startsWith(space) && /^[A-Za-z][A-Za-z0-9_-]*$/.test(rest)) return `${prefix}:${rest}`;
  }
  return angled(iri);
}

function objectText(object: Term): string {
  if ('iri' in object) return short(object.iri);
  if (object.language !== undefined) return `${quote(object.text)}@${object.language}`;
  return object.datatype === undefined
    ? quote(object.text)
    : `${quote(object.text)}^^${short(object.datatype)}`;
}

function bySubject(triples: readonly Triple[]): Map<string, Triple[]> {
  const found = new Map<string, Triple[]>();
  for (const triple of triples) {
    const of = found.get(triple.subject);
    if (of) of.push(triple);
    else found.set(triple.subject, [triple]);
  }
  return found;
}

/** Triples as Turtle (W3C RDF 1.1 Turtle), one paragraph a subject. */
export function turtle(triples: readonly Triple[]): string {
  const head = Object.entries(prefixes).map(([prefix, space]) => `@prefix ${prefix}: <${space}> .`);
  const paragraphs = [...bySubject(triples)].map(([subject, of]) => {
    const lines = of.map(({ predicate, object }) => {
      const said = predicate === expand('rdf:type') ? 'a' : short(predicate);
      return `  ${said} ${objectText(object)}`;
    });
    return `${angled(subject)}\n${lines.join(' ;\n')} .`;
  });
  return `${head.join('\n')}\n\n${paragraphs.join('\n\n')}\n`;
}

const valueOf = (object: Term): unknown => {
  if ('iri' in object) return { '@id': object.iri };
  if (object.language !== undefined) return { '@value': object.text, '@language': object.language };
  return object.datatype === undefined
    ? { '@value': object.text }
    : { '@value': object.text, '@type': object.datatype };
};

/** Triples as JSON-LD 1.1 with the prefixes as its context: every name is `prefix:name` or a whole IRI. */
export function jsonld(triples: readonly Triple[]): Record<string, unknown> {
  const graph = [...bySubject(triples)].map(([subject, of]) => {
    const node: Record<string, unknown> = { '@id': subject };
    for (const { predicate, object } of of) {
      const type = predicate === expand('rdf:type') && 'iri' in object;
      const key = type ? '@type' : short(predicate);
      const value = type ? short(object.iri) : valueOf(object);
      const before = node[key];
      if (before === undefined) node[key] = value;
      else node[key] = [...(Array.isArray(before) ? before : [before]), value];
    }
    return node;
  });
  return { '@context': prefixes, '@graph': graph };
}
