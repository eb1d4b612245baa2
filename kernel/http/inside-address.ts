import { BlockList, isIP } from 'node:net';

type Range = readonly [network: string, prefix: number];

const inside: readonly Range[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
];

/** No machine of anybody's network answers there: this host, link-local (where clouds keep their secrets), groups, notes. */
const never: readonly Range[] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['2001:db8::', 32],
];

/** IPv6 that carries an IPv4 address and would lead past the ranges above (RFC 6052, RFC 3056, RFC 4380). */
const carriers: readonly Range[] = [
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
];

function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges)
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}

const insideList = listOf(inside);
const neverList = listOf([...never, ...carriers]);

export type AddressKind = 'public' | 'inside' | 'never';

/**
 * Where an address lies: on the public network, on one's own (RFC 1918, RFC 4193, loopback), or where nothing may be asked.
 * An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) counts as what it is.
 * @param address in numbers, without brackets
 */
export function addressKind(address: string): AddressKind {
  const family = isIP(address);
  if (family === 0) return 'never';
  const words = family === 6 ? 'ipv6' : 'ipv4';
  if (neverList.check(address, words)) return 'never';
  return insideList.check(address, words) ? 'inside' : 'public';
}
