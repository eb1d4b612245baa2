import type { Plugin } from 'vite';

/** What a page needs of an operation at run time: where to send it. All else of it is a type. */
interface Address {
  readonly method: string;
  readonly path: string;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

const contractFile = /\/(platform|domains)\/[^/]+\/[^/]+\/(contract|records)\.ts$/;

const kernelFile = /\/kernel\/[a-z-]+\.ts$/;

/** Says of each schema that making it does nothing else, so that the bundler leaves out those that nobody uses. */
export const pureSchemas = (code: string): string => code.replaceAll(/\bz\.\w+\(/g, '/* @__PURE__ */ $&');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && Object.getPrototypeOf(value) === Object.prototype;

const isAddress = (value: unknown): value is Address =>
  isObject(value) && typeof value['method'] === 'string' && typeof value['path'] === 'string';

const isSchema = (value: unknown): boolean => isObject(value) && '_zod' in value;

function plainObject(value: Readonly<Record<string, unknown>>): Plain | undefined {
  const kept = Object.entries(value)
    .map(([name, each]) => [name, plain(each)] as const)
    .filter((entry): entry is readonly [string, Plain] => entry[1] !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/**
 * A value without what only the server needs: schemas and functions are left out, an operation keeps its method and
 * path, words and lists stay as they are.
 * @returns undefined for what has nothing left
 */
export function plain(value: unknown): Plain | undefined {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Plain;
  if (isSchema(value)) return undefined;
  if (isAddress(value)) return { method: value.method, path: value.path };
  if (Array.isArray(value))
    return value.map((each: unknown) => plain(each)).filter((each) => each !== undefined);
  return isPlainObject(value) ? plainObject(value) : undefined;
}

/** The exports of a contract or of records as an ES module of plain values; those with nothing left are not exported. */
export function bareModule(exports: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(exports)
    .map(([name, value]) => [name, plain(value)] as const)
    .filter(([name, value]) => name !== 'default' && value !== undefined)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  return `${lines.join('\n')}\n`;
}

const fromNeighbour = /export \{([^}]*)\} from '(\.\/[^']+)'/g;

/**
 * Functions that a contract passes on from a pure file beside it (how words are marked up, say): a page may run them, so
 * they are passed on to it as they are, and bundled from there when it does.
 * @param code the contract's own source
 */
export function passedOn(code: string, exports: Readonly<Record<string, unknown>>): string {
  return [...code.matchAll(fromNeighbour)]
    .flatMap(([, names = '', file = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => typeof exports[name] === 'function' && !isSchema(exports[name]))
        .map((name) => `export { ${name} } from '${file}';\n`),
    )
    .join('');
}

/**
 * Lets a page use contracts and records without their schemas: `contract.ts` and `records.ts` of a module are run in
 * Node when the page is built, and the page gets the addresses and words that came out. Importing a schema as a value
 * is then an error of the build. The kernel's own files (texts, problem) are not run but lose the schemas that no page uses.
 */
export function bareContracts(): Plugin {
  return {
    name: 'bare-contracts',
    enforce: 'pre',
    async transform(code, id) {
      const [file = ''] = id.split('?');
      if (kernelFile.test(id)) return { code: pureSchemas(code), map: null };
      if (!contractFile.test(file)) return null;
      const exports = (await import(/* @vite-ignore */ `file://${file}`)) as Record<string, unknown>;
      const bare = bareModule(exports) + passedOn(code, exports);
      return { code: bare, moduleType: 'js', moduleSideEffects: false, map: null };
    },
  };
}
