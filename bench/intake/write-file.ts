import { open } from 'node:fs/promises';
import { encodeGbk } from '../../simulator/files/gbk.ts';
import { Random } from '../../simulator/random.ts';
import { header, InsuredPeople, spoil } from './insured-row.ts';

const atOnce = 20_000;

export interface Written {
  readonly gbk: string;
  readonly utf8: string;
  readonly gbkBytes: number;
  readonly utf8Bytes: number;
}

/** The same rows as GBK and as UTF-8, the same at every run. @param count of rows */
export async function writeInsured(folder: string, count: number): Promise<Written> {
  const paths = { gbk: `${folder}/insured-gbk.csv`, utf8: `${folder}/insured-utf8.csv` };
  const [gbk, utf8] = [await open(paths.gbk, 'w'), await open(paths.utf8, 'w')];
  const people = new InsuredPeople();
  const random = new Random(330281, count);
  let text = `${header}\r\n`;
  let [gbkBytes, utf8Bytes] = [0, 0];
  const flush = async () => {
    const [one, other] = [encodeGbk(text), Buffer.from(text)];
    await gbk.write(one);
    await utf8.write(other);
    gbkBytes += one.length;
    utf8Bytes += other.length;
    text = '';
  };
  for (let index = 0; index < count; index++) {
    const row = people.next(index, random);
    spoil(row, random);
    text += `${Object.values(row).join(',')}\r\n`;
    if (index % atOnce === atOnce - 1) await flush();
  }
  await flush();
  await Promise.all([gbk.close(), utf8.close()]);
  return { ...paths, gbkBytes, utf8Bytes };
}
