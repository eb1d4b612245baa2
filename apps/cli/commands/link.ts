import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '#kernel/config';
import { openLake, type LakeSession } from '#kernel/lake';
import { Problem } from '#kernel/problem';
import {
  link,
  LinkageError,
  parseLinkageConfig,
  parseLinkageModel,
  scoreAgainst,
  type Linkage,
  type LinkageConfig,
  type TruthScore,
} from '#engines/linkage';
import { required, UsageError, type Command, type Given, type Said } from '../command.ts';
import { openTable } from '../file-table.ts';

const textOf = (value: Given[string]): string | undefined => (typeof value === 'string' ? value : undefined);

async function readData(option: string, file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`--${option}: 无法读取 · cannot be read: ${file}`);
  });
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`--${option}: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const asProblem = (error: unknown): unknown =>
  error instanceof LinkageError ? new Problem(422, error.code, error.detail) : error;

const columns = 'left_id, right_id, weight, probability, band, layer, cluster';

async function writePairs(session: LakeSession, out: string): Promise<void> {
  const form = extname(out).toLowerCase() === '.parquet' ? 'parquet' : 'csv, header';
  await session.run(
    `copy (select ${columns} from link_result order by a, b) to '${resolve(out).replaceAll("'", "''")}' (format ${form})`,
  );
}

interface Work {
  readonly given: Given;
  readonly config: LinkageConfig;
  readonly folder: string;
}

interface Done {
  readonly linkage: Linkage;
  readonly refused: number;
  readonly score: TruthScore | undefined;
}

async function work(session: LakeSession, { given, config, folder }: Work): Promise<Done> {
  const right = textOf(given['right']);
  const truth = textOf(given['truth']);
  const model = textOf(given['model']);
  let { refused } = await openTable(session, 'link_left', required(given, 'left'), folder);
  if (right !== undefined) refused += (await openTable(session, 'link_right', right, folder)).refused;
  if (truth !== undefined) await openTable(session, 'link_true', truth, folder);
  const linkage = await link(
    session,
    config,
    { left: 'link_left', right: right === undefined ? undefined : 'link_right', steady: true },
    {
      model: model === undefined ? undefined : parseLinkageModel(await readData('model', model), config),
      vintage: new Date().toISOString(),
    },
  );
  await writePairs(session, required(given, 'out'));
  const save = textOf(given['save-model']);
  if (save !== undefined) await writeFile(save, `${JSON.stringify(linkage.model, undefined, 2)}\n`);
  const score =
    truth === undefined ? undefined : await scoreAgainst(session, 'link_true', right === undefined);
  return { linkage, refused, score };
}

const percent = (share: number): string => share.toFixed(4);

function told({ linkage, refused, score }: Done, seconds: number): Said {
  const { records, sides } = linkage.prepared;
  const { model, links, clerical, clusters, comparedPairs } = linkage;
  const rules = model.blocks.map((rule) => rule.join(' + ') || '全部 every pair').join(' | ');
  return {
    lines: [
      `记录 records ${records.left}${sides.same ? '' : ` × ${records.right}`}${refused > 0 ? `，读不了的行 rows that could not be read ${refused}` : ''}`,
      `比较 compared ${comparedPairs} 对 pairs；规则 rules ${rules}；估计召回 estimated recall ${percent(model.blockRecall)}`,
      `链接 links ${links}   待人工 clerical ${clerical}   簇 clusters ${clusters}   ${seconds.toFixed(1)} s`,
      ...(score
        ? [
            `对照真值 against the truth: F1 ${percent(score.f1)}   准确率 precision ${percent(score.precision)}   召回率 recall ${percent(score.recall)}   (${score.truePairs} 对 pairs)`,
          ]
        : []),
    ],
    data: {
      records,
      comparedPairs,
      links,
      clerical,
      clusters,
      refused,
      seconds,
      score,
      blocks: model.blocks,
      blockRecall: model.blockRecall,
    },
  };
}

async function linked(given: Given): Promise<Said> {
  const begun = performance.now();
  const config = parseLinkageConfig(await readData('config', required(given, 'config')));
  const out = resolve(required(given, 'out'));
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-link-'));
  const inputs = ['left', 'right', 'truth'].flatMap((name) => textOf(given[name]) ?? []);
  const { LAKE_MEMORY, LAKE_THREADS } = readConfig();
  try {
    const lake = await openLake({
      folder: join(folder, 'lake'),
      temp: join(folder, 'temp'),
      memory: textOf(given['memory']) ?? LAKE_MEMORY,
      threads: LAKE_THREADS,
      alsoOpen: [folder, dirname(out), ...inputs.map((file) => dirname(resolve(file)))],
    });
    try {
      const done = await lake.session((session) => work(session, { given, config, folder }));
      return told(done, (performance.now() - begun) / 1000);
    } finally {
      await lake.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const run: Command['run'] = async (given) => {
  try {
    return await linked(given);
  } catch (error) {
    throw asProblem(error);
  }
};
