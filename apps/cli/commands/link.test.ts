import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openLake, writeParquet } from '#kernel/lake';

vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'yaojiang-link-test-'));
const at = (name: string) => join(folder, name);
const main = join(import.meta.dirname, '..', 'main.ts');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** `npm run yj -- link …`, in a process of its own as people call it. */
async function yj(...words: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...words], { cwd: folder });
    return { code: 0, out: stdout, error: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, error: stderr };
  }
}

const names = [
  '陈建国',
  '李秀英',
  '王志强',
  '张丽娟',
  '沈国良',
  '周桂花',
  '吴海波',
  '徐晓燕',
  '孙文斌',
  '朱美芬',
];
const row = (at: number) => ({
  id: `a${at}`,
  name: `${names[at % 10] ?? ''}${'东南西北中'.charAt(at % 5)}`,
  day: `19${String(40 + (at % 50))}-0${1 + (at % 9)}-1${at % 10}`,
  road: `兰江路${at + 1}号`,
});
const rows = Array.from({ length: 60 }, (_, place) => row(place));

const config = `
id: { left: id, right: nr }
unique: [left, right]
compare:
  - { column: { left: name, right: who }, as: chinese-name }
  - { column: { left: day, right: born }, name: born, as: date }
  - { column: road, as: address }
`;

beforeAll(async () => {
  writeFileSync(at('config.yaml'), config);
  writeFileSync(
    at('left.csv'),
    ['id,name,day,road', ...rows.map((one) => Object.values(one).join(','))].join('\n'),
  );
  const lake = await openLake({
    folder: at('lake'),
    temp: at('temp'),
    memory: '200MB',
    threads: 1,
    alsoOpen: [folder],
  });
  // The right side: forty of them, one name in four with its last character missing, others beside.
  const values = rows
    .slice(0, 40)
    .map(
      ({ name, day, road }, place) =>
        `('b${place}', '${place % 4 === 0 ? name.slice(0, -1) : name}', '${day}', '${road}')`,
    );
  await lake.session((session) =>
    writeParquet(
      session,
      `select * from (values ${values.join(', ')}, ('b98', '郑无人', '2001-01-31', '北门街9号'), ('b99', '郭不在', '2002-02-27', '南门街7号')) t(nr, who, born, road)`,
      at('right.parquet'),
    ),
  );
  await lake.close();
  writeFileSync(
    at('truth.csv'),
    ['left_id,right_id', ...Array.from({ length: 40 }, (_, place) => `a${place},b${place}`)].join('\n'),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const files = (...more: string[]) => [
  'link',
  '--config',
  at('config.yaml'),
  '--left',
  at('left.csv'),
  ...more,
];

test('CSV and Parquet in, pairs out, scored against the truth; a kept model gives the same pairs', async () => {
  const right = ['--right', at('right.parquet')];
  const first = await yj(
    ...files(
      ...right,
      '--out',
      at('pairs.csv'),
      '--truth',
      at('truth.csv'),
      '--save-model',
      at('model.json'),
      '--json',
    ),
  );
  expect(first.error).toBe('');
  expect(first.code).toBe(0);
  const said = JSON.parse(first.out) as {
    records: unknown;
    links: number;
    score: { f1: number; truePairs: number };
  };
  expect(said.records).toEqual({ left: 60, right: 42 });
  expect(said.score.truePairs).toBe(40);
  expect(said.score.f1).toBeGreaterThan(0.95);
  const [header, ...pairs] = readFileSync(at('pairs.csv'), 'utf8').trim().split('\n');
  expect(header).toBe('left_id,right_id,weight,probability,band,layer,cluster');
  expect(pairs.filter((pair) => pair.includes(',link,'))).toHaveLength(said.links);
  expect(pairs.find((pair) => pair.startsWith('a4,b4,'))).toContain(',link,');

  const again = await yj(...files(...right, '--out', at('again.csv'), '--model', at('model.json')));
  expect(again.code).toBe(0);
  expect(again.out).toContain('links');
  expect(readFileSync(at('again.csv'), 'utf8')).toBe(readFileSync(at('pairs.csv'), 'utf8'));

  const parquet = await yj(...files(...right, '--out', at('pairs.parquet')));
  expect(parquet.code).toBe(0);
  expect(readFileSync(at('pairs.parquet')).subarray(0, 4).toString()).toBe('PAR1');
});

test.for<[string, string, number, string]>([
  ['a kind that is not there', config.replace('chinese-name', 'nonsense'), 1, 'linkage.config-invalid'],
  ['a column that is not there', config.replace('who', 'nobody'), 1, 'linkage.column-missing'],
  ['no YAML at all', 'compare: [', 2, '--config'],
])(
  '%s: what is wrong is said in both languages, nothing is written, the exit code is not 0',
  async ([name, text, code, said]) => {
    writeFileSync(at('wrong.yaml'), text);
    const ended = await yj(
      'link',
      '--config',
      at('wrong.yaml'),
      '--left',
      at('left.csv'),
      '--right',
      at('right.parquet'),
      '--out',
      at(`${name}.csv`),
    );
    expect(ended.code).toBe(code);
    expect(ended.error).toContain(said);
    expect(ended.error).not.toMatch(/\n\s+at /);
    expect(() => readFileSync(at(`${name}.csv`))).toThrow('ENOENT');
  },
);

test('a file that is not there, an option left out: told with the usage, exit code 2', async () => {
  const missing = await yj(
    'link',
    '--config',
    at('config.yaml'),
    '--left',
    at('nowhere.csv'),
    '--out',
    at('x.csv'),
  );
  expect(missing.code).toBe(2);
  expect(missing.error).toContain('nowhere.csv');
  const without = await yj('link', '--config', at('config.yaml'), '--left', at('left.csv'));
  expect(without.code).toBe(2);
  expect(without.error).toMatch(/--out[\s\S]*yj link --config FILE/);
});

test('a truth without any pair of these records is refused, not scored as nothing', async () => {
  writeFileSync(at('other.csv'), 'left_id,right_id\nnobody,noone\n');
  const ended = await yj(
    ...files('--right', at('right.parquet'), '--out', at('y.csv'), '--truth', at('other.csv'), '--json'),
  );
  expect(ended.code).toBe(1);
  expect(JSON.parse(ended.out)).toMatchObject({ error: { code: 'linkage.truth-invalid' } });
});
