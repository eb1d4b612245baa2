import { readFile, writeFile } from 'node:fs/promises';
import type { Context } from '#kernel/context';
import { enrolAt, enrolRequest, enrolWith } from '#platform/data/nodes';
import { required, UsageError, type Command, type Given } from '../command.ts';
import { withNode } from '../node-folder.ts';

type Enrolled = Awaited<ReturnType<typeof enrolWith>>;

/** The console gives the certificate in a file; whatever else it holds is not one. */
async function byFile(context: Context, file: string): Promise<Enrolled> {
  try {
    return await enrolWith(context, '', JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file}: 不是证书 · no certificate`);
    throw error;
  }
}

async function enrolled(given: Given): Promise<Enrolled> {
  const { certificate } = given;
  if (typeof certificate === 'string') return withNode(given, (context) => byFile(context, certificate));
  const [city, code] = [required(given, 'city'), required(given, 'code')];
  return withNode(given, (context) => enrolAt(context, city, code));
}

/** Enrols the node of a folder at a city: over the network, or where none goes by two files. */
export const run: Command['run'] = async (given) => {
  const { request } = given;
  if (typeof request === 'string') {
    const code = required(given, 'code');
    const asked = await withNode(given, (context) => enrolRequest(context, code));
    await writeFile(request, JSON.stringify(asked), { mode: 0o600 });
    return { lines: [`申请已写入 · request written: ${request}`], data: { request } };
  }
  const { certificate } = await enrolled(given);
  const { node, owner, datasets, until } = certificate;
  return {
    lines: [
      `已接入 · enrolled: ${node} (${owner})`,
      `数据集 · datasets: ${datasets.join(', ') || '—'}`,
      `密钥有效至 · key holds until ${until}`,
    ],
    data: { node, owner, datasets, until },
  };
};
