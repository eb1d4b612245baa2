import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { putInto } from '#platform/data/nodes';
import { required, UsageError, type Command, type Given } from '../command.ts';
import { askRunning, requireOk, withNode } from '../node-folder.ts';

interface Put {
  readonly sequence: number;
  readonly digest: string;
}

async function put(given: Given, file: string, dataset: string): Promise<Put> {
  const name = basename(file);
  const path = `/api/nodes/files?dataset=${encodeURIComponent(dataset)}&filename=${encodeURIComponent(name)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await askRunning(given, path, { method: 'POST', headers, body: await readFile(file) });
  if (!answer)
    return withNode(given, (context) => putInto(context, { dataset, name, stream: createReadStream(file) }));
  await requireOk(answer);
  return (await answer.json()) as Put;
}

/** Hands a file to the node, which sends it on when it can. */
export const run: Command['run'] = async (given, [file]) => {
  if (file === undefined || !(await stat(file).catch(() => undefined))?.isFile())
    throw new UsageError(`${file ?? ''}: 没有这个文件 · no such file`);
  const dataset = required(given, 'dataset');
  const { sequence, digest } = await put(given, file, dataset);
  return {
    lines: [`已收下第 ${sequence} 号 · kept as number ${sequence}  ${digest}`],
    data: { sequence, digest },
  };
};
