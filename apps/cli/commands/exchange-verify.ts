import { readFile } from 'node:fs/promises';
import { verifyProof, type Held, type ProofFault, type ProofVerdict } from '#platform/data/exchange';
import { UsageError, type Command, type Given, type Said } from '../command.ts';

const words: Readonly<Record<ProofFault, string>> = {
  'not-a-proof': '不是交换证明文件 · no proof of an exchange',
  'not-keys': '不是公钥文件 · no file of public keys',
  'body-altered': '正文与收据不符 · the body is not the one that left',
  'receipt-altered': '收据被改动 · the receipt was altered',
  'path-foreign': '路径不通向该批的根 · the path does not lead to the root of the batch',
  'head-unsigned': '树头的签名不符 · a head is not signed by the key that it names',
  'key-unknown': '签名的不是公布的城市密钥 · signed by none of the published keys of the city',
  'batch-missing': '缺少一批 · a batch is missing',
  'chain-broken': '后一批接不上前一批 · a batch does not follow the one before it',
  'acknowledgement-unsigned': '使用方的签名不符 · the consumer has not signed the acknowledgement',
  'acknowledgement-foreign': '确认书说的是别的 · the acknowledgement speaks of another exchange',
  'consumer-key-unknown': '确认书用的不是使用方登记的公钥 · not signed by a registered key of the consumer',
  'consumer-key-untimely':
    '签名时该公钥尚未登记或已停用 · the key was not yet or no longer in use when it signed',
  'anchor-unsigned': '检查点的签名不符 · the checkpoint is not signed by the key that it names',
  'anchor-foreign': '树头不在检查点之下 · the head does not stand under the checkpoint',
  'ledger-foreign': '账本证明说的不是这个检查点 · the evidence from the ledger is not of this checkpoint',
};

const fileOf = async (name: string, file: string): Promise<Buffer> =>
  readFile(file).catch(() => {
    throw new UsageError(`${name}: 无法读取 · cannot be read: ${file}`);
  });

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

const textOf = (value: Given[string]): string | undefined => (typeof value === 'string' ? value : undefined);

const optional = async (given: Given, name: string): Promise<Buffer | undefined> => {
  const file = given[name];
  return typeof file === 'string' ? fileOf(`--${name}`, file) : undefined;
};

const faulty = ({ faults, batch }: ProofVerdict): string[] =>
  faults.map((fault) => {
    const which = fault === 'batch-missing' || fault === 'chain-broken' ? ` (${batch})` : '';
    return `${fault}  ${words[fault]}${which}`;
  });

function receivedAs(acknowledged: boolean, hasKeys: boolean): string {
  if (!hasKeys) return '使用方是否签名确认，没有核对 · whether the consumer has signed for it is not checked';
  return acknowledged
    ? '使用方已签名确认 · signed for by the consumer'
    : '使用方还没有签名确认 · not signed for by the consumer yet';
}

/** What the reader holds beside the proof. */
interface Beside {
  readonly hasKeys: boolean;
  /** Evidence from the ledger, and whose ledger it is. */
  readonly ledger: 'absent' | 'consistent' | 'known';
}

const inLedger: Readonly<Record<Beside['ledger'], string>> = {
  absent:
    '账本是否记有，没有核对：请用 --ledger · whether the ledger names it is not checked: give its evidence with --ledger',
  consistent:
    '账本证明自洽，但没有核对是谁的账本：请用 --ledger-key 或 --head · in a ledger, but whose is not checked: give --ledger-key or --head',
  known: '已记入账本 · named by the ledger',
};

const proven = (
  { receipt, head }: NonNullable<ProofVerdict['said']>,
  { acknowledged, checkpoint }: ProofVerdict,
  { hasKeys, ledger }: Beside,
): string[] => [
  `${hasKeys ? '已证明 · proven' : '自洽，但没有核对是谁签的 · consistent, but who signed is not checked'}: ${receipt.at} ${receipt.provider} → ${receipt.consumer}，${receipt.dataset}，${receipt.rows} 行 rows`,
  `收据 receipt ${receipt.id}，第 ${head.batch} 批 batch`,
  receivedAs(acknowledged, hasKeys),
  checkpoint
    ? `检查点 checkpoint ${checkpoint.number} ${checkpoint.digest}，${inLedger[ledger]}`
    : '还没有检查点 · under no checkpoint yet',
  ...(hasKeys
    ? []
    : [
        '谁都能签出自洽的文件：请用 --keys 给出公布的公钥 · anybody can sign what is consistent: give the published keys with --keys',
      ]),
];

/** @throws UsageError for a file that cannot be read, and for a ledger's key without its evidence */
async function heldBeside(given: Given): Promise<Held & Pick<Beside, 'ledger'>> {
  const [keys, body, evidence] = [
    await optional(given, 'keys'),
    await optional(given, 'body'),
    await optional(given, 'ledger'),
  ];
  const trust = { key: textOf(given['ledger-key']), printed: textOf(given['head']) };
  const knows = trust.key !== undefined || trust.printed !== undefined;
  const held = { ...(keys ? { keys: parsed(keys) } : {}), body };
  if (evidence) return { ...held, evidence: parsed(evidence), trust, ledger: knows ? 'known' : 'consistent' };
  if (knows)
    throw new UsageError('--ledger: 给出账本中那一条的证明 · the evidence of the entry is wanted too');
  return { ...held, ledger: 'absent' };
}

/** Of the files alone: neither database nor platform are opened. */
export const run: Command['run'] = async (given, [file, ...more]): Promise<Said> => {
  if (file === undefined || more.length > 0)
    throw new UsageError('FILE: 给出一个证明文件 · one file of a proof');
  const proof = parsed(await fileOf('FILE', file));
  const { ledger, ...held } = await heldBeside(given);
  const verdict = verifyProof(proof, held);
  const ok = verdict.faults.length === 0;
  const { said } = verdict;
  const lines = ok && said ? proven(said, verdict, { hasKeys: 'keys' in held, ledger }) : faulty(verdict);
  // Without the keys that the city publishes nothing is proven, however well it fits together.
  const isProven = ok && 'keys' in held;
  return { lines, data: { ok: isProven, consistent: ok, ...verdict }, failed: !isProven };
};
