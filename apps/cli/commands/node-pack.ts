import { createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { packBundle } from '#platform/data/nodes';
import { required, type Command, type Given } from '../command.ts';
import { askRunning, requireOk, withNode } from '../node-folder.ts';

interface Packed {
  readonly number: number;
  readonly envelopes: number;
}

/** Whole, or not there. */
async function writeWhole(out: string, body: Readable): Promise<void> {
  const passing = `${out}.part`;
  await pipeline(body, createWriteStream(passing, { mode: 0o600 }));
  const file = await open(passing);
  await file.sync();
  await file.close();
  await rename(passing, out);
}

async function pack(given: Given, out: string): Promise<Packed> {
  const again = given['again'] === true;
  const answer = await askRunning(given, `/api/nodes/pack?again=${again ? 'yes' : 'no'}`, { method: 'POST' });
  if (answer) {
    await requireOk(answer);
    await writeWhole(out, Readable.fromWeb(answer.body as ReadableStream));
    const count = (name: string) => Number(answer.headers.get(name));
    const number = count('x-number');
    const headers = { 'content-type': 'application/json' };
    const said = await askRunning(given, '/api/nodes/packed', {
      method: 'POST',
      headers,
      body: JSON.stringify({ number }),
    });
    if (said) await requireOk(said);
    return { number, envelopes: count('x-envelopes') };
  }
  return withNode(given, async (context) => {
    const { number, envelopes, body, packed } = await packBundle(context, again);
    await writeWhole(out, body);
    await packed();
    return { number, envelopes };
  });
}

/** Writes what waits as one signed file, for a network to which no line goes. */
export const run: Command['run'] = async (given) => {
  const out = required(given, 'out');
  const { number, envelopes } = await pack(given, out);
  return {
    lines: [`第 ${number} 包，${envelopes} 件 · bundle ${number}, ${envelopes} envelopes: ${out}`],
    data: { number, envelopes, out },
  };
};
