import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, dropDatabase } from '../setup/databases.ts';
import { testStore } from '../setup/store.ts';
import { insuredFile, invented } from './hand-in.ts';
import {
  clientHeader,
  refusedStart,
  startServer,
  type Environment,
  type StartedServer,
} from './started-server.ts';

const maxBytes = 4 * 1024 ** 2;
const store = testStore();
const name = `bad_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;

let folder: string;
let environment: Environment;
let server: StartedServer;
let authorization: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yaojiang-bad-'));
  environment = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    SEED_SIZE: 'none',
    YAOJIANG_DATA: folder,
    MAX_UPLOAD_BYTES: String(maxBytes),
    LAKE_MEMORY: '1GB',
    ...(store.kind === 'server' ? { DATABASE_URL: await createDatabase(store.url, name) } : {}),
  };
  const permissions = [
    'ingestion:collect@city',
    'ingestion:read@city',
    'catalogue:read@city',
    'jobs:own@own',
  ];
  authorization = await clientHeader(environment, '330281-rsj', [...permissions, 'registers:read@city']);
  server = await startServer(environment);
});
afterAll(async () => {
  await server.end('SIGTERM');
  if (store.kind === 'server') await dropDatabase(store.url, name);
  await rm(folder, { recursive: true, force: true });
});

const address = (file: string) =>
  `${server.url}/api/ingestion/datasets/rsj-insured/batches?filename=${encodeURIComponent(file)}`;

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const get = async (where: string) =>
  answerOf(await fetch(`${server.url}${where}`, { headers: { authorization } }));

const upload = async (file: string, bytes: Buffer) =>
  answerOf(
    await fetch(address(file), {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    }),
  );

const run = async ({ body }: Answer) => {
  const mapping = body['mapping'] as { field: string; header: string | null }[];
  const chosen = Object.fromEntries(mapping.map(({ field, header }) => [field, header]));
  return answerOf(
    await fetch(`${server.url}/api/ingestion/batches/${String(body['import'])}/run`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ mapping: chosen }),
    }),
  );
};

/** Asks again and again until the batch is where it should be. */
async function until(batch: string, wanted: (status: string) => boolean): Promise<Record<string, unknown>> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const { body } = await get(`/api/ingestion/batches/${batch}`);
    if (wanted(String(body['status']))) return body;
    if (Date.now() > deadline) throw new Error(`batch ${batch} is still ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const incoming = () => readdir(path.join(folder, 'files', 'incoming'));
const batches = async () => ((await get('/api/ingestion/batches')).body['items'] as unknown[]).length;

/** Rows of different invented people. */
const rowsOf = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const day = new Date(Date.UTC(1950, 0, 1) + (number % 20_000) * 86_400_000);
    const born = day.toISOString().slice(0, 10);
    const citizen = invented(
      `000281${born.replaceAll('-', '')}${String(10 + Math.floor(number / 20_000)).padStart(3, '0')}`,
    );
    return `S${String(number).padStart(8, '0')},王${number},${citizen},,${born},失业保险,2012/1/1,模拟甲公司,,`;
  });

/** Sends by hand, so that a body may be anything. */
const send = (headers: Record<string, string>, write: (socket: ReturnType<typeof request>) => void) =>
  new Promise<Answer>((resolve, reject) => {
    const asked = request(address('大.csv'), {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/octet-stream', ...headers },
    });
    asked.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }),
      );
    });
    asked.on('error', reject);
    write(asked);
  });

test('a connection cut in mid-upload leaves nothing behind, and the server goes on', async () => {
  const before = await batches();
  const cut = send({ 'content-length': '3000000' }, (asked) => {
    asked.write(insuredFile(rowsOf(2000)), () => asked.destroy());
  });
  await expect(cut).rejects.toThrow(/socket hang up|aborted/);
  await expect.poll(incoming, { timeout: 10_000 }).toEqual([]);
  expect(await batches()).toBe(before);
});

test('a file that says it is larger than the limit is refused with a code', async () => {
  const bytes = Buffer.alloc(maxBytes + 1, 'a');
  const answer = await send({ 'content-length': String(bytes.length) }, (asked) => asked.end(bytes));
  expect(answer).toMatchObject({ status: 413, body: { code: 'files.too-large', extra: { maxBytes } } });
});

test('a body that grows beyond the limit is refused with the same code, and nothing of it is kept', async () => {
  const answer = await send({}, (asked) => {
    Readable.from(Array.from({ length: 80 }, () => Buffer.alloc(64 * 1024, 'a'))).pipe(asked);
  });
  expect(answer).toMatchObject({ status: 413, body: { code: 'files.too-large', extra: { maxBytes } } });
  await expect.poll(incoming, { timeout: 10_000 }).toEqual([]);
});

test('200 columns: those that are known are found, the others are left alone', async () => {
  const more = Array.from({ length: 190 }, (_, index) => `附加列${index}`);
  const [header = '', row = ''] = new TextDecoder('gb18030')
    .decode(insuredFile(rowsOf(1, 900_000)))
    .split('\r\n');
  const wide = `${[header, ...more].join(',')}\n${[row, ...more.map(() => 'x')].join(',')}\n`;
  const answer = await upload('宽.csv', Buffer.from(wide));
  expect(answer.status).toBe(200);
  expect(answer.body['headers']).toHaveLength(200);
  const mapping = answer.body['mapping'] as { field: string; header: string | null }[];
  expect(mapping.find(({ field }) => field === 'citizenId')?.header).toBe('身份证号码');
});

test('the same file twice at the same time is one batch, taken in once', async () => {
  const bytes = insuredFile(rowsOf(50, 800_000));
  const [one, two] = await Promise.all([upload('甲.csv', bytes), upload('乙.csv', bytes)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(one.body['import']).toBe(two.body['import']);
  const runs = await Promise.all([run(one), run(two)]);
  for (const { status, body } of runs) expect([200, 409], JSON.stringify(body)).toContain(status);
  expect(runs.some(({ status }) => status === 200)).toBe(true);
  const batch = await until(String(one.body['import']), (status) => status === 'joined');
  expect(batch).toMatchObject({ rows: 50, good: 50, bad: 0 });
});

test('killed in mid-job and started again: everything is there, once', async () => {
  const before = (await get('/api/registers/persons?limit=1')).body['total'] as { value: number };
  const preview = await upload('多.csv', insuredFile(rowsOf(6000)));
  expect((await run(preview)).status).toBe(200);
  const batch = String(preview.body['import']);
  const seen = await until(batch, (status) => status === 'joining' || status === 'joined');
  expect(seen['status'], 'the kill must come before the end').toBe('joining');
  await server.end('SIGKILL');
  server = await startServer(environment);
  expect(await until(batch, (status) => status === 'joined')).toMatchObject({
    rows: 6000,
    good: 6000,
    bad: 0,
  });
  const after = (await get('/api/registers/persons?limit=1')).body['total'] as { value: number };
  expect(after.value - before.value).toBe(6000);
  const again = await upload('多.csv', insuredFile(rowsOf(6000)));
  expect(again.body['alreadyImported']).toBe(batch);
});

test.runIf(store.kind === 'embedded')(
  'a second start on one data folder is refused, and disturbs nothing',
  async () => {
    const { said, code } = await refusedStart(environment);
    expect(said).toContain('store.locked');
    expect(code).toBe(1);
    expect((await get('/api/ingestion/batches')).status).toBe(200);
  },
);

test('a start that fails after it listens ends, so that whoever watches it starts it anew', async () => {
  const other = await mkdtemp(path.join(tmpdir(), 'yaojiang-cut-'));
  try {
    await writeFile(path.join(other, 'simulated.json'), '{"size":"tow');
    const { said, code } = await refusedStart({ ...environment, YAOJIANG_DATA: other, SEED_SIZE: 'town' });
    expect(said).toContain('SyntaxError');
    expect(code).toBe(1);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});
