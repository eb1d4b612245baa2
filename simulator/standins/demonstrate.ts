import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import { demonstrationPassword } from '#platform/base/identity';
import { System } from '#platform/base/applications/records';
import {
  approvalsCode,
  knownAs,
  permitsCode,
  registerStandIns,
  type Credentials,
  type Ports,
} from './demonstration.ts';
import { startStandIn, type StandIn } from './start.ts';

interface Kept {
  readonly ports: Ports;
  readonly key: string;
  readonly openid: Credentials;
  readonly client: Credentials;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** What was agreed with the systems before; agreed anew where the register does not know them. */
async function agreed(context: Context, folder: string): Promise<Kept> {
  const file = join(folder, 'settings.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const known = await readRow(context, context.db, System, approvalsCode);
  if (kept !== undefined && known) return JSON.parse(kept) as Kept;
  const ports = { approvals: await freePort(), permits: await freePort() };
  const key = randomBytes(16).toString('hex');
  const made: Kept = { ports, key, ...(await registerStandIns(context, ports, key)) };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

const people = knownAs.map(({ there, shown }) => ({ name: there, shown, password: demonstrationPassword }));

const [first, second] = [knownAs[0].there, knownAs[1].there];
const beginning = {
  todos: [
    { title: '会签：政务数据共享目录更新通知（模拟）', account: first },
    { title: '审批：办公设备采购申请（模拟）', account: second },
  ],
  messages: [{ title: '收文提醒（模拟）', words: '有一份收文待您阅知。', account: first }],
};

/**
 * Starts two systems of other makes beside a simulated city, as programs of their own that end with this one, so that the
 * menu shows old and new as one place. What they know lies in `data/standins`.
 */
export async function demonstrateStandIns(context: Context): Promise<StandIn[]> {
  const { config } = context;
  const folder = join(config.dataFolder, 'standins');
  const { ports, key, openid, client } = await agreed(context, folder);
  const platform = (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/$/, '');
  return Promise.all([
    startStandIn('approvals', {
      port: ports.approvals,
      file: join(folder, 'approvals.db'),
      key,
      people,
      beginning,
      openid: { issuer: `${platform}/oidc`, ...openid },
    }),
    startStandIn('permits', {
      port: ports.permits,
      file: join(folder, 'permits.db'),
      people,
      platform,
      system: permitsCode,
      client,
    }),
  ]);
}
