import { execFile, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { access, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unpack } from './debian.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..', '..');
const unpacked = path.join(root, '.cache', 'openssh');
const nobody = 65_534;

/** A key pair: the private one in PEM, the public one as a line of OpenSSH and its fingerprint. */
export interface SshKey {
  readonly privateKey: string;
  readonly line: string;
  readonly fingerprint: string;
}

const field = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** RFC 4253 §6.6: a whole number begins with a zero byte where its first bit would make it negative. */
export function sshKey(): SshKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const numbers = [e, n].map((text) => Buffer.from(text, 'base64url'));
  const wire = Buffer.concat([
    field(Buffer.from('ssh-rsa')),
    ...numbers.map((bytes) => field((bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes)),
  ]);
  return {
    privateKey: String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
    line: `ssh-rsa ${wire.toString('base64')}`,
    fingerprint: `SHA256:${createHash('sha256').update(wire).digest('base64').replace(/=+$/, '')}`,
  };
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function obtain(): Promise<string | undefined> {
  if (await isThere('/usr/sbin/sshd')) return '/usr/sbin/sshd';
  return unpack(unpacked, 'usr/sbin/sshd', ['openssh-server', 'libwrap0']);
}

/**
 * What shows the server accounts of a file of ours instead of the machine's: so one has a password, and none is made on the
 * machine.
 */
async function obtainAccounts(): Promise<string | undefined> {
  const { stdout } = await run('dpkg', ['--print-architecture']).catch(() => ({ stdout: '' }));
  const triplet = stdout.trim() === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  return unpack(unpacked, `usr/lib/${triplet}/libnss_wrapper.so`, ['libnss-wrapper']);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = new Socket();
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.connect(port, '127.0.0.1');
    socket.once('close', () => undefined);
    setTimeout(() => socket.destroy(), 500).unref();
  });

/** OpenSSH's own server of files, on 127.0.0.1. */
export interface OpensshServer {
  readonly port: number;
  readonly user: string;
  /** A folder that the account sees under the same path. */
  readonly folder: string;
  readonly host: SshKey;
  /** What its one account signs in with. */
  readonly key: SshKey;
  /** What it signs in with otherwise; undefined where no account could be given one. */
  readonly password: string | undefined;
  /** Begins anew with another host key, as a stranger in its place would. */
  change(): Promise<SshKey>;
  stop(): Promise<void>;
}

/** crypt(3) with SHA-512, as an account's line in shadow(5) has it. */
async function hashOf(password: string): Promise<string> {
  const { stdout } = await run('perl', ['-e', 'print crypt($ARGV[0], q($6$yaojiang$))', password]);
  return stdout;
}

/** One account with a password, for whoever loads the wrapper. */
async function accountOf(
  wrapper: string,
  { folder, user, password }: { readonly folder: string; readonly user: string; readonly password: string },
): Promise<Readonly<Record<string, string>>> {
  const id = process.getuid?.() === 0 ? nobody : process.getuid?.();
  const lines = {
    PASSWD: `${user}:x:${id}:${id}::${folder}:/bin/sh\n`,
    GROUP: `${user}:x:${id}:\n`,
    SHADOW: `${user}:${await hashOf(password)}:19000:0:99999:7:::\n`,
  };
  for (const [name, text] of Object.entries(lines)) await writeFile(path.join(folder, name), text);
  const files = Object.keys(lines).map((name) => [`NSS_WRAPPER_${name}`, path.join(folder, name)]);
  return { LD_PRELOAD: wrapper, ...Object.fromEntries(files) };
}

interface Place {
  readonly accounts: Readonly<Record<string, string>> | undefined;
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly own: (file: string) => Promise<void>;
}

async function serve({ program, folder, port, own, accounts }: Place, host: SshKey) {
  const hostKey = path.join(folder, 'host-key');
  await writeFile(hostKey, host.privateKey, { mode: 0o600 });
  await own(hostKey);
  const settings = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${path.join(folder, 'authorized')}`,
    `PidFile none`,
    'StrictModes no',
    // An account without a password counts as locked otherwise.
    `UsePAM ${accounts ? 'no' : 'yes'}`,
    `PasswordAuthentication ${accounts ? 'yes' : 'no'}`,
    'KbdInteractiveAuthentication no',
    'Subsystem sftp internal-sftp',
    'ForceCommand internal-sftp',
  ];
  const config = path.join(folder, 'config');
  await writeFile(config, settings.join('\n'));
  const libraries = await readdir(path.join(unpacked, 'usr/lib')).catch(() => []);
  const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const log: string[] = [];
  const child = spawn(program, ['-D', '-e', '-f', config], {
    ...account,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      LD_LIBRARY_PATH: libraries.map((name) => path.join(unpacked, 'usr/lib', name)).join(':'),
      ...accounts,
    },
  });
  child.stderr.on('data', (data: Buffer) => log.push(data.toString()));
  process.once('exit', () => child.kill('SIGKILL'));
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (child.exitCode !== null || tries > 100)
      throw new Error(`sshd did not start: ${log.join('').slice(-600)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  };
}

/**
 * OpenSSH for a test file, found here or unpacked where Debian's packages may be. Undefined where there is none, and a line on
 * standard error says so.
 */
export async function startOpenssh(): Promise<OpensshServer | undefined> {
  const program = await obtain().catch((error: unknown) => {
    process.stderr.write(`[test openssh] ${String(error)}\n`);
    return undefined;
  });
  if (program === undefined) {
    process.stderr.write(
      '[test openssh] NO OPENSSH IS HERE AND NONE CAN BE UNPACKED: ITS TESTS DO NOT RUN\n',
    );
    return undefined;
  }
  const isRoot = process.getuid?.() === 0;
  const own = async (file: string) => {
    if (isRoot) await chown(file, nobody, nobody);
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'yaojiang-openssh-'));
  const files = path.join(folder, 'files');
  await mkdir(files);
  await Promise.all([folder, files].map(own));
  const [host, key] = [sshKey(), sshKey()];
  await writeFile(path.join(folder, 'authorized'), key.line);
  const user = isRoot ? await nameOf(nobody) : userInfo().username;
  const password = 'Only-For-Tests-5';
  const wrapper = await obtainAccounts().catch(() => undefined);
  if (wrapper === undefined)
    process.stderr.write('[test openssh] NO ACCOUNT WITH A PASSWORD CAN BE HAD: ITS TESTS DO NOT RUN\n');
  const accounts = wrapper && (await accountOf(wrapper, { folder, user, password }));
  const place = { program, folder, port: await freePort(), own, accounts: accounts || undefined };
  let end = await serve(place, host);
  return {
    port: place.port,
    user,
    folder: files,
    host,
    key,
    password: accounts ? password : undefined,
    change: async () => {
      await end();
      const other = sshKey();
      end = await serve(place, other);
      return other;
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function nameOf(uid: number): Promise<string> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  return lines.find((line) => line.split(':')[2] === String(uid))?.split(':')[0] ?? 'nobody';
}
