import { digest, type Signer } from '#engines/crypto-suite';
import { readKey } from './keys.ts';

/** What is sent of one thing beside its bytes. Its order is its number; no clock decides anything. */
export interface Header {
  readonly node: string;
  /** `up/delivery/rsj-insured`, `down/messages`: a direction, and what goes along it. */
  readonly channel: string;
  /** From 1, without a gap. */
  readonly sequence: number;
  readonly kind: string;
  /** SHA-256 of the bytes, hex: the bytes are named by what they are. */
  readonly payload: string;
  readonly bytes: number;
  readonly name: string;
  readonly about: Readonly<Record<string, string | number | boolean | null>>;
  /** Link of the envelope before; of the first, what names the channel. */
  readonly previous: string;
  /** By the sender's clock: for people to read. */
  readonly madeAt: string;
}

/** A log up to one of its envelopes, signed by whoever writes it. The link stands for everything before it. */
export interface Head {
  readonly node: string;
  readonly channel: string;
  readonly sequence: number;
  readonly link: string;
  /** As `keys.ts` writes it. */
  readonly key: string;
  /** Base64url. */
  readonly signature: string;
}

/** That envelopes were taken, signed by the receiver once they are in its store. */
export interface Receipt {
  readonly node: string;
  readonly channel: string;
  readonly from: number;
  readonly to: number;
  /** Link of the envelope `to`. */
  readonly link: string;
  readonly at: string;
  readonly key: string;
  readonly signature: string;
}

const hash = digest('international');

/** What the first envelope of a channel is chained to. */
export const channelLink = (node: string, channel: string): string =>
  hash('yaojiang.channel\n', JSON.stringify([node, channel])).toString('hex');

/** A digest of an envelope and, by its `previous`, of every one before it. */
export function linkOf(header: Header): string {
  const { node, channel, sequence, kind, payload, bytes, name, about, previous, madeAt } = header;
  const said = Object.entries(about).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const all = [node, channel, sequence, kind, payload, bytes, name, said, previous, madeAt];
  return hash('yaojiang.envelope\n', JSON.stringify(all)).toString('hex');
}

const headBytes = ({ node, channel, sequence, link }: Omit<Head, 'key' | 'signature'>): Buffer =>
  Buffer.from(`yaojiang.head\n${JSON.stringify([node, channel, sequence, link])}`);

const receiptBytes = ({ node, channel, from, to, link, at }: Omit<Receipt, 'key' | 'signature'>): Buffer =>
  Buffer.from(`yaojiang.receipt\n${JSON.stringify([node, channel, from, to, link, at])}`);

export interface NamedSigner extends Signer {
  /** The public key as text. */
  readonly name: string;
}

const signed = <T>(key: NamedSigner, said: T, bytes: Buffer): T & { key: string; signature: string } => ({
  ...said,
  key: key.name,
  signature: key.sign(bytes).toString('base64url'),
});

export const signHead = (key: NamedSigner, head: Omit<Head, 'key' | 'signature'>): Head =>
  signed(key, head, headBytes(head));

export const signReceipt = (key: NamedSigner, receipt: Omit<Receipt, 'key' | 'signature'>): Receipt =>
  signed(key, receipt, receiptBytes(receipt));

const holds = (said: { readonly key: string; readonly signature: string }, bytes: Buffer): boolean =>
  readKey(said.key)?.verify(bytes, Buffer.from(said.signature, 'base64url')) === true;

/** Whether a head is one that this key has signed. */
export const headHolds = (head: Head, keys: readonly string[]): boolean =>
  keys.includes(head.key) && holds(head, headBytes(head));

/** Whether a receipt is one that one of these keys has signed: any third party can ask that. */
export const receiptHolds = (receipt: Receipt, keys: readonly string[]): boolean =>
  keys.includes(receipt.key) && holds(receipt, receiptBytes(receipt));
