import { createHash } from 'node:crypto';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { sshKey, startOpenssh, type OpensshServer } from '../../../tests/setup/openssh.ts';
import { csvOf, openTown, type Town } from './testing/town.ts';

// OpenSSH itself plays the other side.
let server: OpensshServer | undefined;
let town: Town;

beforeAll(async () => {
  server = await startOpenssh();
  if (server) town = await openTown([`127.0.0.1:${server.port}`]);
}, 300_000);
afterAll(async () => {
  await town?.close();
  await server?.stop();
});

const here = (context: TestContext): OpensshServer => {
  if (!server) context.skip('no OpenSSH here');
  return server as OpensshServer;
};
const lay = async (name: string, text: string, marker?: string) => {
  await writeFile(join(theirs().folder, name), text);
  if (marker !== undefined) await writeFile(join(theirs().folder, `${name}.ok`), marker);
};
const theirs = () => server as OpensshServer;
const settings = (more: object = {}) => ({
  host: '127.0.0.1',
  port: String(theirs().port),
  user: theirs().user,
  auth: 'key',
  path: theirs().folder,
  ...more,
});
const make = async (code: string, more: object, secret: string) => {
  await town.make({ code, kind: 'sftp', settings: settings(more) });
  const set = await town.clerk.put(`/api/sources/sources/${code}/secret`, { secret });
  expect(set.statusCode, set.body).toBe(200);
};

test('the first time it shows the key of the host and asks; nothing of the account is said before', async (context) => {
  const { host, key } = here(context);
  await make('first', {}, key.privateKey);
  const tried = (await town.clerk.post('/api/sources/sources/first/try', {})).json<{
    fault: { en: string };
  }>();
  expect(tried.fault.en).toContain(host.fingerprint);
  expect(await town.run('first')).toMatchObject({ state: 'failed', rows: null });
});

test('a file counts when its marker stands beside it; it is taken once, and again when it has changed', async (context) => {
  const { host, key, folder } = here(context);
  // A field of one line takes the line ends out of what is pasted into it.
  await make('drop', { fingerprint: host.fingerprint }, key.privateKey.replaceAll('\n', ''));
  expect(await town.run('drop')).toMatchObject({ state: 'nothing', reason: null });
  await lay('a.csv', csvOf(3), '');
  await lay('b.csv', csvOf(2, 50));
  await lay('notes.md', 'not a table', '');
  await symlink('/etc/passwd', join(folder, 'link.csv'));
  await writeFile(join(folder, 'link.csv.ok'), '');
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 3, reason: null });
  expect(await town.run('drop')).toMatchObject({ state: 'nothing' });
  await writeFile(join(folder, 'b.csv.done'), '');
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 2 });
  await lay('a.csv', csvOf(4), '');
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 4 });
  expect((await town.batches()).map(({ rows }) => rows).toSorted()).toEqual([2, 3, 4]);
});

test('a digest in the marker is held against the file', async (context) => {
  here(context);
  const text = csvOf(2, 70);
  await lay('sum.csv', text, `${createHash('sha256').update('other').digest('hex')}  sum.csv\n`);
  expect(await town.run('drop')).toMatchObject({
    state: 'failed',
    reason: { en: expect.stringContaining('digest') as string },
  });
  await lay('sum.csv', text, `${createHash('sha256').update(text).digest('hex')}  sum.csv\n`);
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 2 });
  const other = csvOf(2, 80);
  await lay('md.csv', other, createHash('md5').update(other).digest('hex'));
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 2 });
});

test('a wrong key, no key, a folder that is not there, an address that is not listed: said in our words', async (context) => {
  const { host, key } = here(context);
  const { fingerprint } = host;
  const cases: readonly (readonly [string, object, string, string])[] = [
    ['wrong', { fingerprint }, sshKey().privateKey, 'does not accept the account'],
    ['word', { fingerprint, auth: 'password' }, 'No-Such-Word-1', 'does not accept the account'],
    ['bad', { fingerprint }, 'not a key', 'private key cannot be read'],
    ['gone', { fingerprint, path: '/nowhere' }, key.privateKey, 'no folder'],
    ['far', { fingerprint, host: '10.0.0.1' }, key.privateKey, 'network'],
    ['meta', { fingerprint, host: '169.254.169.254' }, key.privateKey, 'network'],
  ];
  for (const [code, more, secret, said] of cases) {
    await make(code, more, secret);
    expect((await town.run(code)).reason?.en, code).toContain(said);
  }
});

test('an account with a password signs in with it; it is sealed, and a wrong one is refused in our words', async (context) => {
  const { host, password, folder } = here(context);
  if (password === undefined) return context.skip('no account with a password here');
  const inside = join(folder, 'by-password');
  await mkdir(inside);
  await chmod(inside, 0o755);
  const { fingerprint } = host;
  await make('password', { fingerprint, auth: 'password', path: inside }, password);
  await writeFile(join(inside, 'p.csv'), csvOf(3, 200));
  await writeFile(join(inside, 'p.csv.ok'), '');
  const tried = (await town.clerk.post('/api/sources/sources/password/try', {})).json<{ fault: unknown }>();
  expect(tried).toMatchObject({ fault: null, filename: 'p.csv' });
  expect(await town.run('password')).toMatchObject({ state: 'collected', rows: 3, reason: null });
  for (const path of ['', '/state'])
    expect((await town.clerk.get(`/api/sources/sources/password${path}`)).body).not.toContain(password);
  const { rows } = await sql<{ secret: string }>`
    select secret from sources.source_state where source = 'password'`.execute(
    town.city.platform.services.store.db,
  );
  expect(rows[0]?.secret).not.toContain(password);
  await town.clerk.put('/api/sources/sources/password/secret', { secret: `${password}x` });
  expect(await town.run('password')).toMatchObject({
    state: 'failed',
    reason: { en: expect.stringContaining('does not accept the account') as string },
  });
});

test('a host with another key is refused, says so in a task, and is taken back when its key is written down', async (context) => {
  const { key, folder } = here(context);
  const other = await theirs().change();
  await rm(join(folder, 'link.csv.ok'));
  await lay('late.csv', csvOf(1, 90), '');
  const run = await town.run('drop');
  expect(run).toMatchObject({ state: 'failed', rows: null });
  expect(run.reason?.en).toContain(other.fingerprint);
  const kinds = async () =>
    (await town.clerk.get('/api/tasks?whose=department'))
      .json<{ items: { kind: string }[] }>()
      .items.map(({ kind }) => kind);
  expect(await kinds()).toContain('sources.host-key');
  const path = '/api/sources/sources/drop';
  const { meta } = (await town.clerk.get(path)).json<{ meta: { revision: number } }>();
  const values = { settings: settings({ fingerprint: other.fingerprint }) };
  const changed = await town.clerk.patch(path, { revision: meta.revision, values });
  expect(changed.statusCode, changed.body).toBe(200);
  await town.clerk.put('/api/sources/sources/drop/secret', { secret: key.privateKey });
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 1 });
  expect(await kinds()).not.toContain('sources.host-key');
});
