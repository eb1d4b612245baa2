/** A request as far as a signature may cover it. */
export interface Message {
  readonly method: string;
  /** Path and query as they stand in the request line: `/nodes/v1/hello?x=1`. */
  readonly target: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Signing {
  /** What is covered, in order: `@method`, `@path`, `@query`, or fields in small letters. */
  readonly components: readonly string[];
  /** Seconds since 1970. */
  readonly created: number;
  readonly keyid: string;
  readonly nonce?: string;
  /** @param base the signature base of RFC 9421 §2.5, as bytes */
  sign(base: Uint8Array): Uint8Array;
}

export interface ReadSignature {
  readonly components: readonly string[];
  readonly created: number | undefined;
  readonly keyid: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: Buffer;
  /** What was signed, made anew from the message as it came. */
  readonly base: Buffer;
}

const label = 'sig1';

const derived: Readonly<Record<string, (message: Message) => string>> = {
  '@method': ({ method }) => method.toUpperCase(),
  '@path': ({ target }) => target.split('?', 1)[0] ?? '/',
  '@query': ({ target }) => (target.includes('?') ? target.slice(target.indexOf('?')) : '?'),
  '@authority': ({ headers }) => String(headers['host'] ?? '').toLowerCase(),
};

/** The value of a component (RFC 9421 §2.1, §2.2); undefined when the message has none. */
function valueOf(message: Message, component: string): string | undefined {
  if (component.startsWith('@')) return derived[component]?.(message);
  const value = message.headers[component];
  if (value === undefined) return undefined;
  return (typeof value === 'string' ? [value] : value).map((each) => each.trim()).join(', ');
}

/** RFC 9421 §2.5; undefined when a component is not there. */
function baseOf(message: Message, components: readonly string[], parameters: string): Buffer | undefined {
  const lines: string[] = [];
  for (const component of components) {
    const value = valueOf(message, component);
    if (value === undefined) return undefined;
    lines.push(`"${component}": ${value}`);
  }
  return Buffer.from([...lines, `"@signature-params": ${parameters}`].join('\n'), 'utf8');
}

/**
 * Signs a request (RFC 9421): what a signature covers cannot be changed on the way.
 * @returns the two fields to send with it
 * @throws RangeError when a component that is to be covered is not in the message
 */
export function signMessage(
  message: Message,
  signing: Signing,
): { readonly 'signature-input': string; readonly signature: string } {
  const { components, created, keyid, nonce } = signing;
  const covered = components.map((each) => `"${each}"`).join(' ');
  const said = nonce === undefined ? '' : `;nonce="${nonce}"`;
  const parameters = `(${covered});created=${created};keyid="${keyid}"${said}`;
  const base = baseOf(message, components, parameters);
  if (!base) throw new RangeError(`not in the message: one of ${covered}`);
  const signature = Buffer.from(signing.sign(base)).toString('base64');
  return { 'signature-input': `${label}=${parameters}`, signature: `${label}=:${signature}:` };
}

const inputForm =
  /^([a-z*][a-z0-9_.*-]*)=(\(((?:"[a-z0-9@-]+"(?: "[a-z0-9@-]+")*)?)\)((?:;[a-z]+=(?:"[^"\\]*"|\d{1,15}))*))$/;
const signatureForm = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]+={0,2}):$/;

const parameter = (text: string, name: string): string | undefined =>
  new RegExp(`;${name}=(?:"([^"]*)"|(\\d+))(?=;|$)`).exec(text)?.slice(1).find(Boolean);

const single = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : '';

interface Fields {
  /** As it stands in the field: part of the base, so it is taken as it came. */
  readonly parameters: string;
  readonly components: readonly string[];
  readonly said: string;
  readonly signature: Buffer;
}

/** The two fields of a signature, which must speak of the same one. */
function fieldsOf({ headers }: Message): Fields | undefined {
  const input = inputForm.exec(single(headers['signature-input']));
  const signature = signatureForm.exec(single(headers['signature']));
  if (!input || input[1] !== signature?.[1]) return undefined;
  const [, , parameters = '', list = '', said = ''] = input;
  const components = list === '' ? [] : list.split(' ').map((each) => each.slice(1, -1));
  return { parameters, components, said, signature: Buffer.from(signature?.[2] ?? '', 'base64') };
}

/**
 * Reads the one signature of a request, without judging it: whoever knows the key of `keyid` checks `signature` over
 * `base`, and that `components` cover what must be covered.
 * @returns undefined when there is none, it is malformed, or covers what is not there
 */
export function readSignature(message: Message): ReadSignature | undefined {
  const fields = fieldsOf(message);
  if (!fields || new Set(fields.components).size !== fields.components.length) return undefined;
  const { components, parameters, said, signature } = fields;
  const base = baseOf(message, components, parameters);
  if (!base) return undefined;
  const created = parameter(said, 'created');
  return {
    components,
    created: created === undefined ? undefined : Number(created),
    keyid: parameter(said, 'keyid'),
    nonce: parameter(said, 'nonce'),
    signature,
    base,
  };
}
