import { get } from 'node:http';

export interface Kept {
  /** Base64, as it came over the line. */
  readonly body: string;
  readonly encoding: string;
}

const keep = (url: string, cookie: string): Promise<Kept> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { cookie, 'accept-encoding': 'gzip' } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () =>
        resolve({
          body: Buffer.concat(pieces).toString('base64'),
          encoding: answer.headers['content-encoding'] ?? 'identity',
        }),
      );
    }).on('error', reject);
  });

/** What a server answers at some paths, for the baseline to give out again. */
export async function answersOf(
  address: string,
  cookie: string,
  paths: readonly string[],
): Promise<Record<string, Kept>> {
  const answers: Record<string, Kept> = {};
  for (const path of paths) answers[path] = await keep(address + path, cookie);
  return answers;
}
