import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { connect } from 'node:net';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import ssh, { type Client, type Sftp, type Stats } from 'ssh2';

export interface OutsideSftpOptions {
  /** The address that was checked (`outsideAddress`): it is the one connected to. */
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string | undefined;
  /** In PEM or OpenSSH's form, without a passphrase. */
  readonly privateKey?: string | undefined;
  /** `SHA256:…` of the host's key, as `ssh-keygen -l` prints it; nothing is said to a host that has another. */
  readonly fingerprint: string | undefined;
  readonly timeoutMs: number;
}

export interface OutsideFile {
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970, by the other side's clock. */
  readonly modified: number;
}

/** Somebody else's folder over SFTP, from which we only read. */
export interface OutsideSftp {
  /** Plain files; links and folders are left out. */
  list(folder: string): Promise<OutsideFile[]>;
  /** Undefined when it is there no longer. */
  stat(path: string): Promise<OutsideFile | undefined>;
  /** @throws SftpTooLarge when more comes than may */
  copy(
    path: string,
    to: string,
    how: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<void>;
  text(path: string, maxBytes: number): Promise<string>;
  close(): Promise<void>;
}

/** The host has another key than the one that was written down, or none was written down yet. */
export class HostKeyUnknown extends Error {
  readonly fingerprint: string;

  constructor(fingerprint: string) {
    super('the key of the host is not the one expected');
    this.fingerprint = fingerprint;
  }
}

export class SftpTooLarge extends Error {}

/** As OpenSSH writes it: SHA-256 of the key in Base64 without padding. */
const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

function connected(options: OutsideSftpOptions): Promise<Client> {
  const { address, port, user, password, privateKey, fingerprint, timeoutMs } = options;
  const client = new ssh.Client();
  const sock = connect({ host: address, port });
  let met: string | undefined;
  return new Promise((done, reject) => {
    client.on('ready', () => done(client));
    client.on('close', () => reject(new Error('closed before it was ready')));
    client.on('error', (error) => {
      sock.destroy();
      reject(met !== undefined && met !== fingerprint ? new HostKeyUnknown(met) : error);
    });
    sock.on('error', reject);
    client.connect({
      sock,
      username: user,
      ...(password === undefined ? {} : { password }),
      ...(privateKey === undefined ? {} : { privateKey }),
      readyTimeout: timeoutMs,
      tryKeyboard: false,
      hostVerifier: (key) => {
        met = fingerprintOf(key);
        return met === fingerprint;
      },
    });
  });
}

const sessionOf = (client: Client): Promise<Sftp> =>
  new Promise((done, reject) => {
    client.sftp((error, sftp) => (error ? reject(error) : done(sftp)));
  });

const fileOf = (name: string, { size, mtime }: Stats): OutsideFile => ({ name, size, modified: mtime });

/** Stops a stream of more bytes than may come, whatever the size that was told. */
function limited(maxBytes: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > maxBytes) done(new SftpTooLarge(`more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

/** A file that may still be closing when the session ends: what it says then is heard by somebody, or would end the process. */
const reading = (sftp: Sftp, path: string): Readable =>
  sftp.createReadStream(path).on('error', () => undefined);

async function textOf(sftp: Sftp, path: string, maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  await pipeline(reading(sftp, path), limited(maxBytes), async (bytes: AsyncIterable<Buffer>) => {
    for await (const part of bytes) parts.push(part);
  });
  return Buffer.concat(parts).toString();
}

/**
 * Opens a session over SSH (RFC 4251) whose host is known by its key.
 * @throws HostKeyUnknown before anything of the account was said
 */
export async function openOutsideSftp(options: OutsideSftpOptions): Promise<OutsideSftp> {
  const client = await connected(options);
  // A server that goes away is found by the next request; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    const sftp = await sessionOf(client);
    return {
      list: (folder) =>
        new Promise((done, reject) => {
          sftp.readdir(folder, (error, list) => {
            if (error) reject(error);
            else
              done(
                list.filter(({ attrs }) => attrs.isFile()).map((each) => fileOf(each.filename, each.attrs)),
              );
          });
        }),
      stat: (path) =>
        new Promise((done) => {
          sftp.lstat(path, (error, stats) =>
            done(!error && stats.isFile() ? fileOf(path, stats) : undefined),
          );
        }),
      copy: (path, to, { maxBytes, signal }) =>
        pipeline(reading(sftp, path), limited(maxBytes), createWriteStream(to), { signal }),
      text: (path, maxBytes) => textOf(sftp, path, maxBytes),
      close: async () => {
        client.end();
        client.destroy();
      },
    };
  } catch (error) {
    client.destroy();
    throw error;
  }
}
