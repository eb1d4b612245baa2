import { readPlaces } from '../../simulator/places.ts';
import { parseAddress } from '../../engines/addresses/index.ts';
import { answer, usage } from '../machinery/answer.ts';
import { writtenAddresses } from './damaged.ts';
import { cityGazetteer, widestGazetteer } from './gazetteers.ts';
import { readLabelled } from './labelled.ts';
import { place, score, type Placed, type Score } from './score.ts';

export interface Asked {
  /** File of the label set. */
  readonly labelled: string;
  /** Folder of the city. */
  readonly city: string;
  readonly home: string;
  readonly simulated: number;
}

export interface Measured {
  readonly addresses: number;
  readonly lookedAt: Score[];
  readonly unseen: Score[];
  readonly placed: (Placed & { readonly damage: string })[];
  readonly perCpuSecond: number;
}

const rounds = 3;

/** Parsing alone, in the tongue of the city: its own gazetteer, its own addresses, after a round to warm up. */
function speed(texts: readonly string[], gazetteer: ReturnType<typeof cityGazetteer>): number {
  for (const text of texts) parseAddress(text, gazetteer);
  const before = usage().cpuSeconds;
  for (let round = 0; round < rounds; round++) for (const text of texts) parseAddress(text, gazetteer);
  return (rounds * texts.length) / (usage().cpuSeconds - before);
}

await answer(async ({ labelled, city, home, simulated }: Asked): Promise<Measured> => {
  const all = readLabelled(labelled);
  const wide = await widestGazetteer('33');
  const lookedAt = score(
    all.filter((_, at) => at % 2 === 0),
    wide,
  );
  const unseen = score(
    all.filter((_, at) => at % 2 === 1),
    wide,
  );
  const own = cityGazetteer(`${city}/divisions.csv`);
  const written = writtenAddresses(await readPlaces(city), simulated);
  const placed = [...place(written, own, home)].map(([damage, count]) => ({ damage, ...count }));
  const perCpuSecond = speed(
    written.slice(0, 5000).map(({ text }) => text),
    own,
  );
  return { addresses: all.length, lookedAt, unseen, placed, perCpuSecond };
});
