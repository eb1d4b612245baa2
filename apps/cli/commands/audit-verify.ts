import { readFile } from 'node:fs/promises';
import {
  findPrinted,
  fingerprint,
  verifyEvidence,
  verifyLedger,
  type EvidenceFault,
} from '#platform/base/ledger';
import { UsageError, type Command, type Given, type Said } from '../command.ts';
import { withPlatform } from '../with-platform.ts';

const words: Readonly<Record<EvidenceFault, string>> = {
  'not-evidence': '不是账本证明文件 · no evidence of a ledger',
  'head-unsigned': '树头的签名不符 · the head is not signed by the key that it names',
  'key-unknown': '签名的不是所给的密钥 · signed by another key than the one given',
  'not-in-tree': '此条不在该树头之下 · the entry does not stand under that head',
  'not-consistent': '较早的树头不是其开头 · the earlier head is not the beginning of this one',
  'fingerprint-unknown': '与所给的指纹不符 · no head in it has the fingerprint given',
};

const textOf = (value: Given[string]): string | undefined => (typeof value === 'string' ? value : undefined);

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`--proof: 无法读取 · cannot be read: ${file}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of the file alone: neither database nor platform are opened. */
async function verifyFile(file: string, given: Given): Promise<Said> {
  const read = await readJson(file);
  const faults = verifyEvidence(read, { key: textOf(given['key']), printed: textOf(given['head']) });
  if (faults.length > 0)
    return {
      lines: faults.map((fault) => `${fault}  ${words[fault]}`),
      data: { ok: false, faults },
      failed: true,
    };
  const { entry, head } = read as { entry: { sequence: number }; head: Parameters<typeof fingerprint>[0] };
  const printed = fingerprint(head);
  const told = given['key'] === undefined && given['head'] === undefined;
  return {
    lines: [
      `已证明 · proven: 第 ${entry.sequence} 条 entry，树头 head ${head.size}`,
      `密钥 key ${head.key}`,
      `指纹 fingerprint ${printed}`,
      ...(told ? ['请与公布的密钥或指纹核对 · compare with the key or fingerprint as it was published'] : []),
    ],
    data: { ok: true, sequence: entry.sequence, size: head.size, key: head.key, fingerprint: printed },
  };
}

async function verifyPrinted(written: string): Promise<Said> {
  const head = await withPlatform((context) => findPrinted(context, written));
  return head
    ? { lines: [`有此树头 · there is this head: ${head.size} 条 entries, ${head.at}`], data: head }
    : { lines: [`没有此树头 · there is no such head: ${written}`], data: null, failed: true };
}

async function verifyAll(): Promise<Said> {
  const verdict = await withPlatform((context) => verifyLedger(context));
  const silent = verdict.unreachable.map((name) => `没有回应 · does not answer: ${name}`);
  const lines = verdict.ok
    ? [
        `账本完整 · intact: ${verdict.size} 条 entries, ${verdict.heads} 个树头 heads, ${verdict.outsideHeads} 个在外 outside`,
      ]
    : verdict.faults.map(
        (fault) => `${fault.kind}  #${fault.sequence ?? '-'}  ${fault.detail.zh}\n    ${fault.detail.en}`,
      );
  return { lines: [...lines, ...silent], data: verdict, failed: !verdict.ok };
}

export const run: Command['run'] = async (given) => {
  const proof = textOf(given['proof']);
  if (proof !== undefined) return verifyFile(proof, given);
  const printed = textOf(given['head']);
  return printed === undefined ? verifyAll() : verifyPrinted(printed);
};
