/** A condition of Solr’s query language, as far as catalogues are asked in it. */
export type Condition =
  | { readonly kind: 'all' }
  | { readonly kind: 'word'; readonly field: string | undefined; readonly value: string }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] };

type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'value'; readonly value: string };

/** What the query says is not in its grammar. */
export class QuerySyntax extends Error {}

const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => Token | undefined])[] = [
  [/^\s+/, () => undefined],
  [/^\(/, () => ({ kind: 'open' })],
  [/^\)/, () => ({ kind: 'close' })],
  [/^(?:AND|&&)(?=[\s()]|$)/, () => ({ kind: 'and' })],
  [/^(?:OR|\|\|)(?=[\s()]|$)/, () => ({ kind: 'or' })],
  [/^(?:NOT(?=[\s()])|[-!])/, () => ({ kind: 'not' })],
  [/^\+/, () => ({ kind: 'and' })],
  [/^([A-Za-z_*][\w.*]*):/, ([, name = '']) => ({ kind: 'field', name })],
  [/^"((?:[^"\\]|\\.)*)"/, ([, value = '']) => ({ kind: 'value', value: value.replaceAll(/\\(.)/g, '$1') })],
  [
    /^((?:[^\s()"\\]|\\.)+)/,
    ([, value = '']) => ({ kind: 'value', value: value.replaceAll(/\\(.)/g, '$1') }),
  ],
];

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text;
  while (rest !== '') {
    const hit = patterns
      .map(([pattern, make]) => ({ found: pattern.exec(rest), make }))
      .find(({ found }) => found);
    if (!hit?.found) throw new QuerySyntax(`cannot read the query at: ${rest.slice(0, 40)}`);
    const token = hit.make(hit.found);
    if (token) tokens.push(token);
    rest = rest.slice(hit.found[0].length);
  }
  return tokens;
}

/** How deep parentheses may stand in each other. */
const deepest = 30;

const wordOf = (field: string | undefined, value: string): Condition =>
  value === '*' ? { kind: 'all' } : { kind: 'word', field, value };

class Parser {
  #at = 0;
  #depth = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const all = this.#either(undefined);
    if (this.#at < this.#tokens.length) throw new QuerySyntax('a parenthesis is closed that was not opened');
    return all;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #either(field: string | undefined): Condition {
    const of = [this.#together(field)];
    while (this.#peek()?.kind === 'or') {
      this.#at += 1;
      of.push(this.#together(field));
    }
    return of.length === 1 ? (of[0] as Condition) : { kind: 'or', of };
  }

  #together(field: string | undefined): Condition {
    const of: Condition[] = [];
    for (let next = this.#peek(); next && next.kind !== 'or' && next.kind !== 'close'; next = this.#peek()) {
      if (next.kind === 'and') this.#at += 1;
      else of.push(this.#one(field));
    }
    if (of.length === 0) return { kind: 'all' };
    return of.length === 1 ? (of[0] as Condition) : { kind: 'and', of };
  }

  #one(field: string | undefined): Condition {
    const token = this.#peek();
    this.#at += 1;
    if (token?.kind === 'not') return { kind: 'not', of: this.#one(field) };
    if (token?.kind === 'field') return this.#one(token.name === '*' ? undefined : token.name);
    if (token?.kind === 'value') return wordOf(field, token.value);
    if (token?.kind !== 'open') throw new QuerySyntax('something is missing at the end of the query');
    return this.#inside(field);
  }

  #inside(field: string | undefined): Condition {
    this.#depth += 1;
    if (this.#depth > deepest) throw new QuerySyntax(`parentheses stand deeper than ${deepest}`);
    const inside = this.#either(field);
    if (this.#peek()?.kind !== 'close') throw new QuerySyntax('a parenthesis is not closed');
    this.#at += 1;
    this.#depth -= 1;
    return inside;
  }
}

/** Reads a query: words, `field:value`, `"phrases"`, AND, OR, NOT, `+`, `-`, parentheses. @throws QuerySyntax */
export const parseQuery = (text: string): Condition => new Parser(tokensOf(text)).whole();

/** What a document says under a name: several values, or nothing. */
export type Document = Readonly<Record<string, readonly string[]>>;

/** Fields that are compared whole; in the others a word is looked for. */
const whole = new Set([
  'name',
  'id',
  'organization',
  'groups',
  'tags',
  'res_format',
  'license_id',
  'state',
  'owner_org',
  'version',
  'dataset_type',
  'type',
  'capacity',
]);

/** Whether a text fits parts between which anything may stand: in one pass, however many parts there are. */
function fitsParts(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** A name out of a query may be one that every object has: `constructor`. */
const own = (document: Document, field: string): readonly string[] =>
  Object.hasOwn(document, field) ? (document[field] ?? []) : [];

function says(document: Document, field: string | undefined, value: string): boolean {
  const wanted = value.toLowerCase();
  const values = field === undefined ? Object.values(document).flat() : own(document, field);
  const parts = wanted.includes('*') ? wanted.split(/\*+/) : undefined;
  return values.some((each) => {
    const held = each.toLowerCase();
    if (parts)
      return (
        fitsParts(held, parts) ||
        (!whole.has(field ?? '') && held.split(/\s+/).some((word) => fitsParts(word, parts)))
      );
    return field !== undefined && whole.has(field) ? held === wanted : held.includes(wanted);
  });
}

/** Whether a document fits a condition. */
export function fitsQuery(condition: Condition, document: Document): boolean {
  if (condition.kind === 'all') return true;
  if (condition.kind === 'word') return says(document, condition.field, condition.value);
  if (condition.kind === 'not') return !fitsQuery(condition.of, document);
  return condition.kind === 'and'
    ? condition.of.every((each) => fitsQuery(each, document))
    : condition.of.some((each) => fitsQuery(each, document));
}
