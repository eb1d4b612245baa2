import { enrolAt } from '#platform/data/nodes';
import { required, type Command } from '../command.ts';
import { withNode } from '../node-folder.ts';

/** Enrols the node of a folder at a city. */
export const run: Command['run'] = async (given) => {
  const [city, code] = [required(given, 'city'), required(given, 'code')];
  const { certificate } = await withNode(given, (context) => enrolAt(context, city, code));
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
