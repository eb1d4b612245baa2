/** From where and with what somebody came, as coarse as serves: a network, not an address; a kind of browser, not its number. */
export interface Whence {
  /** `203.0.113.0/24`, `2001:db8:1::/48`, `local`. */
  readonly place: string;
  /** `Chrome · Windows`. */
  readonly device: string;
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/OPR\/|Opera/, 'Opera'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iOS/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

const named = (of: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  of.find(([pattern]) => pattern.test(agent))?.[1];

/** What people call the device of a `User-Agent`; an unknown program keeps the name it gives itself. */
export function deviceOf(agent: string): string {
  const parts = [named(browsers, agent), named(systems, agent)].filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(' · ');
  return /^[\w.-]{1,40}/.exec(agent)?.[0] ?? '?';
}

/** The network of an address: the first 24 bits of IPv4, the first 48 of IPv6. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  if (plain === '::1' || plain.startsWith('127.')) return 'local';
  const four = /^(\d+\.\d+\.\d+)\.\d+$/.exec(plain);
  if (four) return `${four[1] ?? ''}.0/24`;
  const [head = ''] = plain.split('::');
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3);
  return `${groups.join(':')}::/48`;
}

export const whenceOf = (from: { readonly address: string; readonly agent: string } | undefined): Whence => ({
  place: placeOf(from?.address ?? '::1'),
  device: deviceOf(from?.agent ?? ''),
});
