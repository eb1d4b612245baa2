/**
 * Two registers of one city's people, with the truth: `left.csv`, `right.csv`, `truth.csv`. Nobody in them is real.
 *
 * The error model, written down and committed before the linker was tuned on its files, and not changed since:
 *
 * - Who is where. Of all people 92.6 % are on the left and 67.6 % on the right, by themselves; of two born together three
 *   in twenty stand one on each side only. For 2,160,000 people about 2.0 M and 1.46 M, of whom 1.35 M are on both.
 * - Hands. In each village two clerks write each side, a household in one hand. A hand has its haste (mistakes from a third
 *   to four times the usual, a third of that on the left), its kind of mistake in names (same sound, same shape, order,
 *   a character left out), its way to write addresses, its share of records without a number (0–55 %) or a phone, whether
 *   it reads birth dates off identity numbers (then a mistyped number spoils both), whether it puts down the office's phone
 *   for a missing one (one number on hundreds of records) and the first of January for a day that is not known.
 * - Mistakes at the usual haste: name 2.4 %, number 1.6 % (a digit of a neighbouring key, two exchanged; 6 % of these with
 *   a right check character), birth date 1.6 % (old people twice that, half of it the lunar day), sex 0.2 %, phone 1.5 %,
 *   address of a whole household 2.5 % and of one record 0.5 %.
 * - Numbers of others: 0.3 % have the number of somebody else of the household, 0.08 % that of the record written before.
 * - Children under six have no number in half of the cases on the right; children and people over seventy share the phone
 *   of another of the household.
 * - Time between the two. 6 % of households moved as a whole, one in three of them within the village; 4 % of women and
 *   1.5 % of men of 22 to 35 married into another household of the city (its address, often a new phone). A quarter of
 *   phones changed; of the old numbers one in five was handed down to another of the household, one in twelve went to a stranger.
 * - Twins: same day, same address, same surname, a given name that starts the same and often sounds the same.
 * - Addresses: in villages one number may hold several households; in towns a building with rooms.
 *
 * `node bench/linkage/city/make-city.ts FOLDER PEOPLE SEED` prints the number of rows and the SHA-256 of each file.
 * The same arguments give the same bytes.
 */
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { rowNumber } from '../../../simulator/people/numbers.ts';
import { households } from './households.ts';
import { recordsOf, startRegisters, type Written } from './records.ts';

class File {
  readonly #stream: WriteStream;
  readonly #hash: Hash = createHash('sha256');
  #pending: string[] = [];
  rows = 0;

  constructor(path: string, header: string) {
    this.#stream = createWriteStream(path);
    this.#pending.push(header);
  }

  async add(line: string): Promise<void> {
    this.rows++;
    this.#pending.push(line);
    if (this.#pending.length >= 5000) await this.#flush();
  }

  async #flush(): Promise<void> {
    const piece = `${this.#pending.join('\n')}\n`;
    this.#pending = [];
    this.#hash.update(piece);
    if (!this.#stream.write(piece)) await once(this.#stream, 'drain');
  }

  async end(): Promise<string> {
    await this.#flush();
    this.#stream.end();
    await once(this.#stream, 'finish');
    return this.#hash.digest('hex');
  }
}

const header = 'id,name,sex,number,birth,phone,address';
const line = (id: string, { name, sex, number, birth, phone, address }: Written): string =>
  [id, name, sex, number, birth, phone, address].map((each) => each ?? '').join(',');

export interface MadeCity {
  readonly left: { readonly rows: number; readonly sha256: string };
  readonly right: { readonly rows: number; readonly sha256: string };
  readonly truth: { readonly rows: number; readonly sha256: string };
}

/** Writes the three files into the folder. */
export async function makeCity(folder: string, people: number, seed: number): Promise<MadeCity> {
  await mkdir(folder, { recursive: true });
  const files = {
    left: new File(join(folder, 'left.csv'), header),
    right: new File(join(folder, 'right.csv'), header),
    truth: new File(join(folder, 'truth.csv'), 'left_id,right_id'),
  };
  const registers = startRegisters(seed, people);
  for (const household of households(seed, people))
    for (const { index, left, right } of recordsOf(registers, household)) {
      const [leftId, rightId] = [`L${rowNumber(index, 3)}`, `R${rowNumber(index, 7)}`];
      if (left) await files.left.add(line(leftId, left));
      if (right) await files.right.add(line(rightId, right));
      if (left && right) await files.truth.add(`${leftId},${rightId}`);
    }
  const done = async (file: File) => ({ sha256: await file.end(), rows: file.rows });
  return { left: await done(files.left), right: await done(files.right), truth: await done(files.truth) };
}

if (process.argv[1] === import.meta.filename) {
  const [folder, people, seed] = process.argv.slice(2);
  if (!folder || !people) throw new Error('make-city.ts FOLDER PEOPLE [SEED]');
  console.log(JSON.stringify(await makeCity(folder, Number(people), Number(seed ?? 1)), undefined, 2));
}
