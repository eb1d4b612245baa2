import { z } from 'zod';
import type { Kind } from './names.ts';

const Name = z.string().trim().min(1).max(120);
const whole = (least: number, most: number, value: number) =>
  z.coerce.number().int().min(least).max(most).default(value);

export const FolderSettings = z.strictObject({
  path: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\\:*?"<>|]+$/)
    .describe("below the department's own folder"),
  ready: z.enum(['marker', 'quiet']).default('quiet').describe('marker: `name.ok` stands beside the file'),
  quietSeconds: whole(0, 3600, 30).describe('its size is the same for so long'),
});

export const HttpSettings = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(1000),
    format: z.enum(['json', 'ndjson', 'csv']).default('json'),
    records: z.string().max(200).optional().describe('path to the list of records: `data.rows`'),
    paging: z.enum(['none', 'page', 'cursor', 'link']).default('none'),
    pageParameter: Name.default('page'),
    firstPage: whole(0, 1, 1),
    sizeParameter: Name.optional(),
    pageSize: whole(1, 100_000, 500),
    cursorParameter: Name.default('cursor'),
    cursorPath: z.string().max(200).optional().describe('where an answer says how to go on'),
    nextPath: z
      .string()
      .max(200)
      .optional()
      .describe('path to the next address; the Link header when absent'),
    auth: z.enum(['none', 'basic', 'bearer', 'header']).default('none'),
    user: Name.optional(),
    header: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,80}$/)
      .optional(),
    markParameter: Name.optional().describe('says from where on records are wanted'),
    markField: Name.optional().describe('the field of a record that rises with time'),
    untilParameter: Name.optional(),
    mostPages: whole(1, 10_000, 200),
    mostMegabytes: whole(1, 4096, 200),
    mostMinutes: whole(1, 240, 30),
  })
  .refine(({ format, paging }) => format !== 'csv' || paging === 'none', {
    path: ['paging'],
    error: 'csv-paging',
  })
  .refine(({ paging, cursorPath }) => paging !== 'cursor' || cursorPath, {
    path: ['cursorPath'],
    error: 'needed',
  })
  .refine(({ auth, user }) => auth !== 'basic' || user, { path: ['user'], error: 'needed' })
  .refine(({ auth, header }) => auth !== 'header' || header, { path: ['header'], error: 'needed' })
  .refine(({ markParameter, markField }) => !markParameter || markField, {
    path: ['markField'],
    error: 'needed',
  });

/** A table or view of a database, whatever its make. @param names the longest name it allows, and the quote that none holds */
const databaseSettings = (port: number, most: number, quote: string) => {
  const Part = z.string().min(1).max(most);
  return z
    .strictObject({
      host: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9._:-]{1,253}$/),
      port: whole(1, 65_535, port),
      database: Name,
      user: Name,
      relation: z
        .string()
        .regex(new RegExp(`^([^${quote}.]{1,${most}}\\.)?[^${quote}.]{1,${most}}$`))
        .describe('table or view, with its schema'),
      columns: z.array(Part).max(500).optional(),
      mode: z.enum(['full', 'watermark', 'difference']).default('full'),
      markColumn: Part.optional(),
      key: z.array(Part).max(8).optional(),
      tls: z.enum(['off', 'require', 'verify']).default('verify'),
      mostMinutes: whole(1, 240, 60),
    })
    .refine(({ mode, markColumn }) => mode !== 'watermark' || markColumn, {
      path: ['markColumn'],
      error: 'needed',
    })
    .refine(({ mode, key }) => mode !== 'difference' || key?.length, { path: ['key'], error: 'needed' });
};

export const PostgresSettings = databaseSettings(5432, 63, '"');
export const MysqlSettings = databaseSettings(3306, 64, '`');

export const SftpSettings = z.strictObject({
  host: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._:-]{1,253}$/),
  port: whole(1, 65_535, 22),
  user: Name,
  auth: z.enum(['password', 'key']).default('password'),
  fingerprint: z
    .string()
    .trim()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
    .optional()
    .describe("of the host's key; shown at the first try"),
  path: z
    .string()
    .trim()
    .max(500)
    .regex(/^[^\\\p{Cc}]+$/u)
    .describe('folder on the other side'),
});

/** A topic filter of MQTT: `+` stands for one level, `#` for all from there on (MQTT 5 §4.7.1). */
const TopicFilter = z
  .string()
  .min(1)
  .max(200)
  .regex(/^(?!\$)(?:[^+#/\p{Cc}]*|\+)(?:\/(?:[^+#/\p{Cc}]*|\+))*(?:(?<=\/)#)?$|^#$/u);

export const MqttSettings = z.strictObject({
  host: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._:-]{1,253}$/),
  port: whole(1, 65_535, 8883),
  version: z.enum(['3.1.1', '5']).default('3.1.1'),
  topics: z.array(TopicFilter).min(1).max(20),
  user: Name.optional(),
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{1,60}$/)
    .optional()
    .describe('under which the broker keeps what comes meanwhile'),
  tls: z.enum(['off', 'require', 'verify']).default('verify'),
  topicField: Name.optional().describe('column in which the topic stands'),
  timeField: Name.optional().describe('column in which the time of arrival stands'),
  batchMessages: whole(1, 100_000, 5000),
  quietSeconds: whole(1, 600, 5),
  listenSeconds: whole(1, 3600, 50),
});

/** A subject of NATS: `*` stands for one part, `>` for all from there on. */
const Subject = z
  .string()
  .max(200)
  .regex(/^(?:(?:\*|[^\s.*>$\p{Cc}][^\s.*>\p{Cc}]*)(?:\.(?:\*|[^\s.*>\p{Cc}]+))*(?:\.>)?|>)$/u);
/** Of a stream or a durable consumer: it becomes a part of subjects. */
const NatsName = z.string().regex(/^[^\s.*>/\\\p{Cc}]{1,120}$/u);

export const NatsSettings = z
  .strictObject({
    host: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._:-]{1,253}$/),
    port: whole(1, 65_535, 4222),
    stream: NatsName,
    subject: Subject.optional(),
    auth: z.enum(['password', 'token', 'nkey', 'none']).default('password'),
    user: Name.optional(),
    consumer: NatsName.optional().describe('durable; made when the stream has none of that name'),
    tls: z.enum(['off', 'require', 'verify']).default('verify'),
    topicField: Name.optional().describe('column in which the subject stands'),
    timeField: Name.optional().describe('column in which the time stands at which the stream took it'),
    batchMessages: whole(1, 100_000, 5000),
    quietSeconds: whole(1, 600, 5),
    listenSeconds: whole(1, 3600, 50),
  })
  .refine(({ auth, user }) => auth !== 'password' || user, { path: ['user'], error: 'needed' });
export type NatsSettings = z.output<typeof NatsSettings>;

/** What a public site gives to everybody; CSV has no place for where and when, so it is not among its forms. */
export const WebSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(1000),
  legalBasis: z.string().trim().min(4).max(500).describe('on what law it is collected, with its article'),
  purpose: z.string().trim().min(2).max(500),
  format: z.enum(['json', 'ndjson']).default('json'),
  records: z.string().max(200).optional(),
  paging: z.enum(['none', 'page', 'link']).default('none'),
  pageParameter: Name.default('page'),
  nextPath: z.string().max(200).optional(),
  addressField: Name.default('来源网址'),
  dayField: Name.default('采集日期'),
  mostPages: whole(1, 1000, 50),
});
export type WebSettings = z.output<typeof WebSettings>;

export type MqttSettings = z.output<typeof MqttSettings>;
export type SftpSettings = z.output<typeof SftpSettings>;
export type FolderSettings = z.output<typeof FolderSettings>;
export type HttpSettings = z.output<typeof HttpSettings>;
export type DatabaseSettings = z.output<typeof PostgresSettings>;

export const settingsOf = {
  folder: FolderSettings,
  http: HttpSettings,
  postgres: PostgresSettings,
  mysql: MysqlSettings,
  sftp: SftpSettings,
  mqtt: MqttSettings,
  nats: NatsSettings,
  web: WebSettings,
} as const;

/** As they are written down: whatever the kind, each setting by its name. */
export const AnySettings = z.record(
  z.string().max(40),
  z.union([z.string().max(2000), z.number(), z.array(z.string().max(200)).max(500)]),
);
export type AnySettings = z.output<typeof AnySettings>;

export const isDatabase = (kind: Kind): kind is 'postgres' | 'mysql' =>
  kind === 'postgres' || kind === 'mysql';

/** Whether it has a mark, and so can be asked for the days of the past. */
export function hasMark(kind: Kind, settings: AnySettings): boolean {
  if (kind === 'http') return settings['markParameter'] !== undefined;
  return isDatabase(kind) && settings['mode'] === 'watermark';
}

const http = ({ url, auth, user = '', header = '' }: HttpSettings): string =>
  ['http', new URL(url).origin, auth, user, header.toLowerCase()].join(' ');
const database = (kind: string, { host, port, database: name, user, tls }: DatabaseSettings): string =>
  [kind, `${host.toLowerCase()}:${port}`, name, user, tls].join(' ');

const sftp = ({ host, port, user, auth, fingerprint }: SftpSettings): string =>
  ['sftp', `${host.toLowerCase()}:${port}`, user, auth, fingerprint ?? ''].join(' ');

const mqtt = ({ host, port, user, tls }: MqttSettings): string =>
  ['mqtt', `${host.toLowerCase()}:${port}`, user ?? '', tls].join(' ');

const nats = ({ host, port, auth, user, tls }: NatsSettings): string =>
  ['nats', `${host.toLowerCase()}:${port}`, auth, user ?? '', tls].join(' ');

/** Where a secret would be sent, and as whom: it is bound to that, and must be given anew for another place. */
export function targetOf(kind: Kind, settings: AnySettings): string {
  if (kind === 'http') return http(HttpSettings.parse(settings));
  if (kind === 'sftp') return sftp(SftpSettings.parse(settings));
  if (kind === 'mqtt') return mqtt(MqttSettings.parse(settings));
  if (kind === 'nats') return nats(NatsSettings.parse(settings));
  return isDatabase(kind) ? database(kind, settingsOf[kind].parse(settings)) : 'folder';
}
