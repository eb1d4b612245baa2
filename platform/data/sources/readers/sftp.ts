import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { outsideAddress } from '#kernel/outgoing';
import {
  HostKeyUnknown,
  openOutsideSftp,
  SftpTooLarge,
  type OutsideFile,
  type OutsideSftp,
} from '#kernel/outside-sftp';
import { SftpSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { faultOf, passing, refused } from './faults.ts';
import { inTurn, tables } from './file-names.ts';
import { isListed } from './inside.ts';
import { SourceFault, type Delivery, type Mark, type Reader, type Reading } from './reader.ts';

const connectMs = 15_000;
const markerBytes = 4096;
const markers = ['.ok', '.done'];

/** Nothing goes out before somebody has compared the fingerprint; one that has changed is somebody's task. */
function hostKeyFault(error: HostKeyUnknown, { fingerprint }: SftpSettings): SourceFault {
  const known = fingerprint !== undefined;
  const { reason } = refused(known ? texts.faultHostKey : texts.faultHostKeyAsk, { key: error.fingerprint });
  return new SourceFault(reason, false, error, known ? 'host-key' : undefined);
}

/** What the other side or the way to it said, in our words. */
function sftpFault(error: unknown, settings: SftpSettings): unknown {
  if (error instanceof HostKeyUnknown) return hostKeyFault(error, settings);
  if (error instanceof SftpTooLarge) return refused(texts.faultTooLarge);
  const read = faultOf(error);
  if (read instanceof SourceFault) return read;
  const { level, code, message } = error as { level?: string; code?: unknown; message?: string };
  if (level === 'client-authentication') return refused(texts.faultSftpSignIn);
  // Of a private key that cannot be read: its words say nothing of the key.
  if (/private ?key|passphrase/i.test(String(message))) return refused(texts.faultPrivateKey);
  if ([2, 3].includes(Number(code))) return refused(texts.faultNoFolder, { path: settings.path });
  return passing(texts.faultUnreachable);
}

/** A private key whose lines were lost on the way through a field of one line. */
const inLines = (key: string | undefined): string | undefined =>
  key?.replace(
    /^\s*(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\s]+)(-----END [A-Z ]+-----)\s*$/,
    (_all, begin: string, body: string, end: string) =>
      [begin, ...(body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? []), end, ''].join('\n'),
  );

async function connect(reading: Reading, settings: SftpSettings): Promise<OutsideSftp> {
  const { host, port, user, auth, fingerprint } = settings;
  if (reading.secret === undefined && fingerprint !== undefined) throw refused(texts.faultSecret);
  const address = await outsideAddress(host, isListed(reading.context, host, port));
  const secret = auth === 'key' ? { privateKey: inLines(reading.secret) } : { password: reading.secret };
  return openOutsideSftp({ address, port, user, ...secret, fingerprint, timeoutMs: connectMs });
}

interface Ready {
  readonly file: OutsideFile;
  readonly marker: string;
}

/** Files beside which a marker stands and which were not taken as they are. */
function readyFiles(files: readonly OutsideFile[], taken: Mark): Ready[] {
  const here = new Set(files.map(({ name }) => name));
  return files
    .filter(({ name }) => tables.test(name) && !/[/\\]|\p{Cc}/u.test(name))
    .filter((file) => taken[file.name] !== stampOf(file))
    .flatMap((file) => {
      const marker = markers.map((each) => `${file.name}${each}`).find((name) => here.has(name));
      return marker === undefined ? [] : [{ file, marker }];
    })
    .toSorted((one, other) => inTurn(one.file.name, other.file.name));
}

const stampOf = ({ size, modified }: OutsideFile): string => `${size} ${modified}`;

const kinds: Readonly<Record<number, string>> = { 32: 'md5', 64: 'sha256' };

/** A marker may hold the file's digest, as `sha256sum` writes it: then it is that file or none. */
async function requireDigest(path: string, marker: string): Promise<void> {
  const said = /^\\?([0-9a-f]{32}|[0-9a-f]{64})\b/i.exec(marker.trim())?.[1]?.toLowerCase();
  const kind = said === undefined ? undefined : kinds[said.length];
  if (kind === undefined) return;
  const hash = createHash(kind);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  if (hash.digest('hex') !== said) throw refused(texts.faultChecksum);
}

interface Fetching {
  readonly reading: Reading;
  readonly settings: SftpSettings;
  readonly sftp: OutsideSftp;
}

async function fetchFile(
  { reading, settings, sftp }: Fetching,
  { file, marker }: Ready,
  to: string,
): Promise<void> {
  const { signal, context, limits } = reading;
  const path = `${settings.path}/${file.name}`;
  const maxBytes = Math.min(context.config.MAX_UPLOAD_BYTES, limits.bytes ?? Infinity);
  await sftp.copy(path, to, { maxBytes, signal });
  const now = await sftp.stat(path);
  if (!now || stampOf(now) !== stampOf(file)) throw passing(texts.faultGrew);
  await requireDigest(to, await sftp.text(`${settings.path}/${marker}`, markerBytes));
}

/** Within one session; what is remembered of files is forgotten with them. */
async function* deliveriesOf(fetching: Fetching): AsyncGenerator<Delivery> {
  const { reading, settings, sftp } = fetching;
  const files = await sftp.list(settings.path);
  const here = new Set(files.map(({ name }) => name));
  let taken: Mark = Object.fromEntries(Object.entries(reading.mark ?? {}).filter(([name]) => here.has(name)));
  for (const ready of readyFiles(files, taken)) {
    const mark = { ...taken, [ready.file.name]: stampOf(ready.file) };
    yield {
      filename: ready.file.name,
      write: async (path) => {
        try {
          await fetchFile(fetching, ready, path);
        } catch (error) {
          reading.signal.throwIfAborted();
          throw sftpFault(error, settings);
        }
        return { mark };
      },
    };
    taken = mark;
  }
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = SftpSettings.parse(reading.source.settings);
  let sftp: OutsideSftp | undefined;
  const cut = () => void sftp?.close();
  reading.signal.addEventListener('abort', cut, { once: true });
  try {
    sftp = await connect(reading, settings);
    yield* deliveriesOf({ reading, settings, sftp });
  } catch (error) {
    reading.signal.throwIfAborted();
    throw sftpFault(error, settings);
  } finally {
    reading.signal.removeEventListener('abort', cut);
    await sftp?.close();
  }
}

/** Files with markers in a folder over SFTP; nothing is written or moved there. */
export const sftpReader: Reader = { isWhole: () => false, read };
