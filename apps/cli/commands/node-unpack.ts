import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { formatOf, readBundle, takeReturned, unpack } from '#platform/data/nodes';
import { UsageError, type Command, type Given, type Said } from '../command.ts';
import { askRunning, requireOk, withNode } from '../node-folder.ts';
import { withPlatform } from '../with-platform.ts';

/** At the city: a bundle of a node. */
async function atCity(file: string): Promise<Said> {
  const { manifest } = await readBundle(file);
  const done = await withPlatform((context) => unpack(context, manifest.node, createReadStream(file)));
  const { number, taken, known, gaps, refused, missingBundles } = done;
  return {
    lines: [
      `${manifest.node}：第 ${number} 包，新收 ${taken} 件，已有 ${known} 件 · bundle ${number}: ${taken} taken, ${known} known`,
      ...refused.map(({ channel, code }) => `未收下 · not taken: ${channel} (${code})`),
      ...gaps.map(
        ({ channel, from, to }) => `缺 ${channel} 第 ${from}–${to} 号，请先补齐 · missing: bring those first`,
      ),
      ...missingBundles.map((each) => `缺第 ${each} 包 · bundle ${each} is missing`),
    ],
    data: done,
    failed: gaps.length + refused.length > 0,
  };
}

/** At the node: receipts and messages of the city. */
async function atNode(given: Given, file: string): Promise<Said> {
  const text = await readFile(file, 'utf8');
  const headers = { 'content-type': 'application/octet-stream' };
  const asked = { method: 'POST', headers, body: text };
  const answer = await askRunning(given, '/api/nodes/returned?filename=receipts.json', asked);
  if (answer) await requireOk(answer);
  const done = answer
    ? ((await answer.json()) as { receipted: number; messages: number })
    : await withNode(given, (context) => takeReturned(context, text));
  const { receipted, messages } = done;
  return {
    lines: [`回执 ${receipted} 件，消息 ${messages} 条 · ${receipted} receipted, ${messages} messages`],
    data: done,
  };
}

/** Takes what came by a medium: a bundle at the city, receipts at the node. Twice the same does nothing. */
export const run: Command['run'] = async (given, [file]) => {
  const format = file === undefined ? undefined : await formatOf(file).catch(() => undefined);
  if (file !== undefined && format === 'yaojiang-node-bundle/1') return atCity(file);
  if (file !== undefined && format === 'yaojiang-node-receipts/1') return atNode(given, file);
  throw new UsageError(`${file ?? ''}: 不是数据包或回执包 · neither a bundle nor receipts`);
};
