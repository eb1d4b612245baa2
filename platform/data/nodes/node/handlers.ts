import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import type { nodeOperations } from './contract.ts';
import { findSays, getSelf } from './self.ts';
import { notePacked, packBundle, takeReturned } from './bundling.ts';
import { putFollowed } from './rows-store.ts';
import { serveRows } from './serving.ts';
import { changeRow, sharedRows } from './shared.ts';
import { nodeStatus } from './status.ts';
import { putFile } from './watching.ts';

/** @throws Problem 404 `nodes.no-dataset` for what this node is not registered for */
async function requireDataset(context: Context, dataset: string): Promise<string> {
  const { certificate } = await getSelf(context);
  const datasets = (await findSays(context))?.datasets ?? certificate.datasets;
  if (!datasets.includes(dataset))
    throw new Problem(404, 'nodes.no-dataset', fill(texts.noDataset, { dataset }));
  return certificate.node;
}

/** Keeps a file and makes it an envelope; it is on its way from then on, whatever happens to this process. */
export async function putInto(
  context: Context,
  given: { readonly dataset: string; readonly name: string; readonly stream: Readable },
): Promise<{ sequence: number; digest: string }> {
  const { dataset, name, stream } = given;
  const node = await requireDataset(context, dataset);
  const file = await context.files.put(stream, { maxBytes: context.config.MAX_UPLOAD_BYTES });
  if (file.size === 0) throw new Problem(422, 'nodes.empty', texts.empty);
  return { sequence: await putFile(context, { node, dataset, name, file }), digest: file.id };
}

export const nodeHandlers: Handlers<typeof nodeOperations> = {
  status: (_input, context) => nodeStatus(context),
  put: ({ query: { dataset, filename: name }, upload: { stream } }, context) =>
    putInto(context, { dataset, name, stream }),
  pack: async ({ query: { again } }, context) => {
    // It is packed when whoever has the file says that it is safe.
    const { number, envelopes, body } = await packBundle(context, again === 'yes');
    return {
      filename: `bundle-${number}`,
      type: 'application/octet-stream',
      body,
      headers: { 'x-number': String(number), 'x-envelopes': String(envelopes) },
    };
  },
  packed: async ({ body: { number } }, context) => {
    await notePacked(context, number);
    return { number };
  },
  takeReturned: async ({ upload }, context) => takeReturned(context, await text(upload.stream)),
  follow: async ({ params: { key }, body: { purpose } }, context) => {
    await putFollowed(context.db, key, purpose);
    return { agreement: key };
  },
  rows: ({ params: { key }, query }, context) =>
    serveRows(context, key, { after: query.after, limit: query.limit }),
  sharedRows: async ({ params: { dataset }, query: { after, limit } }, context) =>
    sharedRows(context, dataset, after, limit),
  changeRow: ({ params: { dataset, key }, body: { values } }, context) =>
    changeRow(context, dataset, key, values),
};
