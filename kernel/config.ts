import { isIP, isIPv6 } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

const integer = (least: number, most: number, value: number) =>
  z.coerce.number().int().min(least).max(most).default(value);

/** A network as `10.0.0.0/8`, or one address. The whole of the internet is nobody's proxy. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)];
  if (most === undefined || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most);
}

/** `db.city.lan:5432`, `[fd00::5]:5432`. */
const isHostAndPort = (text: string): boolean => /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/.test(text);

/** `https://news.example:8443`: a site, not a page of it, nor many at once. */
const isOrigin = (text: string): boolean =>
  /^https?:\/\/[a-z0-9.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const splitList = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

/** Several of a kind in one variable, separated by commas or spaces; none when not set. */
const listOf = (fits: (text: string) => boolean, words: string) =>
  z
    .string()
    .default('')
    .transform((text) => splitList(text.toLowerCase()))
    .refine((all) => all.every(fits), words);

/** Every variable of the environment that the platform reads, with what holds when it is not set. */
export const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: integer(0, 65535, 8330).describe('where the pages and the API answer'),
  HOST: z.string().default('127.0.0.1').describe('0.0.0.0 to answer other machines'),
  MQTT_PORT: integer(0, 65535, 1883).describe('the embedded MQTT broker'),
  JT808_PORT: integer(0, 65535, 0).describe(
    'where vehicle terminals connect (JT/T 808 over TCP); 0: nowhere',
  ),
  YAOJIANG_DATA: z
    .string()
    .default('./data')
    .describe('folder of the embedded database, the lake and the files'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('a server PostgreSQL with PostGIS'),
  CITY: z.string().default('cities/yuyao').describe('folder of the city'),
  SEED_SIZE: z
    .enum(['none', 'town', 'city'])
    .default('town')
    .describe('how much of a simulated city to begin with'),
  TRUSTED_PROXIES: listOf(isNetwork, 'networks as 10.0.0.0/8, separated by commas').describe(
    'proxies whose X-Forwarded-For is believed, as networks; nobody’s when not set',
  ),
  CLIENT_CERTIFICATE_HEADER: z
    .string()
    .regex(/^[a-z0-9-]+$/i)
    .toLowerCase()
    .optional()
    .describe(
      'header in which a trusted proxy hands on the client certificate it verified: SHA-256 or the certificate',
    ),
  TLS_KEY: z.string().optional().describe('file of the private key, where TLS ends here and not at a proxy'),
  TLS_CERT: z.string().optional().describe('file of the certificate with its chain (PEM)'),
  TLS_CLIENT_CA: z
    .string()
    .optional()
    .describe('file of the authorities whose client certificates are believed (mTLS)'),
  PUBLIC_URL: z.url().optional().describe('address under which browsers reach the platform'),
  SESSION_KEY: z.string().min(32).optional().describe('secret that signs sessions; required in production'),
  CRYPTO_SUITE: z
    .enum(['international', 'national'])
    .default('international')
    .describe('algorithms that seal and sign here: Ed25519, SHA-256, AES, or SM2, SM3, SM4'),
  LEDGER_HEADS_FOLDER: z
    .string()
    .optional()
    .describe("a folder elsewhere to which the ledger's signed heads are copied as well"),
  LEDGER_WITNESSES: z
    .string()
    .optional()
    .describe('addresses of witnesses of the ledger, `https://id:secret@host`, separated by spaces'),
  LEDGER_ANSWER_DAYS: integer(1, 366, 15).describe(
    'days within which an office answers a citizen who asks why it looked',
  ),
  EMERGENCY_MINUTES: integer(1, 1440, 30).describe('how long broken glass stays open'),
  SIGN_IN_PROVIDERS: z
    .string()
    .optional()
    .describe('providers of OpenID Connect at which citizens may sign in, as JSON; see identity'),
  PASSWORD_COST: integer(10, 24, 15).describe(
    'what guessing a password costs: N of scrypt as a power of two; in production 15 at least',
  ),
  SECOND_FACTOR: z
    .enum(['off', 'privileged', 'everyone'])
    .optional()
    .describe('who must prove a second factor; privileged in production, off elsewhere'),
  BACKUP_FOLDER: z
    .string()
    .optional()
    .describe('folder of the backups, better on another disk; `backups` in the data folder when not set'),
  BACKUP_PASSPHRASE: z
    .string()
    .min(12)
    .optional()
    .describe('what the keys in a backup are sealed under; a recovery key of this installation when not set'),
  BACKUP_KEEP_DAYS: integer(1, 3660, 30).describe('days that backups stay; the three newest stay longer'),
  DRILL_WITHIN_DAYS: integer(1, 366, 35).describe(
    'days within which a backup must have been restored beside and found equal',
  ),
  STANDBY: z
    .enum(['yes', 'no'])
    .default('no')
    .describe(
      'yes: answers, and does nothing of itself (no jobs, no events, no seed): a restored city in a drill',
    ),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TIME_ZONE: z.string().default('Asia/Shanghai').describe("the city's time zone"),
  STATEMENT_TIMEOUT_MS: integer(100, 3_600_000, 30_000).describe(
    'longest single database statement of a request',
  ),
  KEEP_PLANS: z
    .enum(['yes', 'no'])
    .default('yes')
    .describe('no: behind a pooler that lends a database session for one transaction only'),
  REQUEST_TIMEOUT_MS: integer(1000, 3_600_000, 60_000).describe(
    'how long a connection may say nothing before it is cut',
  ),
  MAX_UPLOAD_BYTES: integer(1, 64 * 1024 ** 3, 4 * 1024 ** 3),
  LAKE_MEMORY: z
    .string()
    .regex(/^\d+(MB|GB)$/)
    .default('2GB')
    .describe('most memory of the lake engine'),
  LAKE_THREADS: integer(1, 256, Math.max(1, availableParallelism())),
  KEEP_EVENTS_DAYS: integer(1, 36_500, 90).describe('days that events stay after everybody was told'),
  KEEP_JOBS_DAYS: integer(1, 36_500, 30).describe(
    'days that jobs and their result files stay after they ended',
  ),
  KEEP_RISKS_DAYS: integer(180, 36_500, 365).describe('days that the log of risks to accounts stays'),
  SOURCES_FOLDER: z
    .string()
    .optional()
    .describe(
      'folder that sources of files watch, one folder below it for each department; none when not set',
    ),
  SOURCES_INSIDE: listOf(isHostAndPort, 'host:port, separated by commas').describe(
    "machines of one's own network that sources may ask, as host:port; none when not set",
  ),
  EXCHANGE_INSIDE: listOf(isHostAndPort, 'host:port, separated by commas').describe(
    "machines of one's own network to which changes of shared data may be sent, as host:port",
  ),
  EMBED_ORIGINS: listOf(isOrigin, 'origins as https://news.example, separated by commas').describe(
    'sites whose pages may show a measure that is open to everybody in a frame, as origins; none but our own when not set',
  ),
  EXCHANGE_NATS: z
    .url({ protocol: /^(nats|tls)$/ })
    .optional()
    .describe(
      'broker of the city at which changes of shared data are published to JetStream, nats:// or tls://user:password@host:port; off when not set',
    ),
  MAIL_SMTP: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'server that takes e-mail, smtps://user:password@host:port, or smtp:// with STARTTLS (without it on the machine itself alone); no e-mail leaves when not set',
    ),
  MAIL_FROM: z.email().optional().describe('address that e-mail comes from; needed with MAIL_SMTP'),
  JOB_WORKERS: integer(0, 64, 2).describe('jobs at once; 0 runs none here'),
});
export type Environment = z.output<typeof Environment>;

export interface Config extends Environment {
  readonly production: boolean;
  /** Absolute paths. */
  readonly dataFolder: string;
  readonly cityFolder: string;
}

export class ConfigError extends Error {}

/** What the variables say together that none of them is wrong in alone; undefined when they fit. */
function misfit(read: Environment): string | undefined {
  const { NODE_ENV, SESSION_KEY, PASSWORD_COST, TLS_KEY, TLS_CERT } = read;
  const production = NODE_ENV === 'production';
  const faults: readonly (readonly [boolean, string])[] = [
    [production && !SESSION_KEY, 'SESSION_KEY: must be set in production (32 characters or more)'],
    [production && PASSWORD_COST < 15, 'PASSWORD_COST: 15 at least in production'],
    [(TLS_KEY === undefined) !== (TLS_CERT === undefined), 'TLS_KEY and TLS_CERT: both, or neither'],
    [
      (read.MAIL_SMTP === undefined) !== (read.MAIL_FROM === undefined),
      'MAIL_SMTP and MAIL_FROM: both, or neither',
    ],
    [
      read.TLS_CLIENT_CA !== undefined && TLS_CERT === undefined,
      'TLS_CLIENT_CA: only where TLS ends here (TLS_KEY, TLS_CERT)',
    ],
    [
      read.CLIENT_CERTIFICATE_HEADER !== undefined && read.TRUSTED_PROXIES.length === 0,
      'CLIENT_CERTIFICATE_HEADER: believed from TRUSTED_PROXIES alone, and there are none',
    ],
  ];
  return faults.find(([holds]) => holds)?.[1];
}

const folders = ['BACKUP_FOLDER', 'SOURCES_FOLDER', 'LEDGER_HEADS_FOLDER'] as const;

/** Folders that were given, as absolute paths. */
const foldersOf = (read: Environment): Partial<Record<(typeof folders)[number], string>> =>
  Object.fromEntries(folders.flatMap((name) => (read[name] ? [[name, resolve(read[name])]] : [])));

/**
 * Reads the configuration, strictly: a wrong value stops the start and names the variable.
 * In production a secret that has a default elsewhere must be given.
 * @param environment usually `process.env`; empty strings count as not set
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success)
    throw new ConfigError(
      read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  const fault = misfit(read.data);
  if (fault !== undefined) throw new ConfigError(fault);
  const production = read.data.NODE_ENV === 'production';
  if (production && read.data.SEED_SIZE !== 'none' && !given['SEED_SIZE']) read.data.SEED_SIZE = 'none';
  return {
    ...read.data,
    production,
    ...foldersOf(read.data),
    dataFolder: resolve(read.data.YAOJIANG_DATA),
    cityFolder: resolve(read.data.CITY),
  };
}

/** The address under which browsers reach the platform, without a slash at its end. */
export const publicAddress = ({
  PUBLIC_URL,
  TLS_CERT,
  HOST,
  PORT,
}: Pick<Config, 'PUBLIC_URL' | 'TLS_CERT' | 'HOST' | 'PORT'>): string =>
  (PUBLIC_URL ?? `${TLS_CERT === undefined ? 'http' : 'https'}://${reachable(HOST)}:${PORT}`).replace(
    /\/$/,
    '',
  );

/** A server that listens everywhere is reached from its own machine at least. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIPv6(host) ? `[${host}]` : host;
}

/** Whose rights hold only after a second factor, and whether dangerous operations ask for it anew. */
export const secondFactorRule = ({
  SECOND_FACTOR,
  production,
}: Pick<Config, 'SECOND_FACTOR' | 'production'>): 'off' | 'privileged' | 'everyone' =>
  SECOND_FACTOR ?? (production ? 'privileged' : 'off');

const secrets = new Set([
  'SESSION_KEY',
  'SIGN_IN_PROVIDERS',
  'BACKUP_PASSPHRASE',
  'DATABASE_URL',
  'S3_URL',
  'NATS_URL',
  'EXCHANGE_NATS',
  'MAIL_SMTP',
  'MQTT_URL',
  'LEDGER_WITNESSES',
]);

/** What is in force, for people: each variable, its value (secrets struck out) and where it comes from. */
export function describeConfig(
  config: Config,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly { name: string; value: string; from: 'environment' | 'default'; meaning: string }[] {
  return Object.keys(Environment.shape).map((name) => {
    const value = config[name as keyof Environment];
    const schema = Environment.shape[name as keyof Environment];
    return {
      name,
      value: secrets.has(name) && value !== undefined ? '[set]' : String(value ?? ''),
      from: environment[name] ? 'environment' : 'default',
      meaning: schema.description ?? '',
    };
  });
}

/** What the environment says beside the platform's own variables, for another program of ours that is started with others. */
export const machineEnvironment = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in Environment.shape)));
