import type { Kind } from '../names.ts';
import { folderReader } from './folder.ts';
import { httpReader } from './http.ts';
import { mqttReader } from './mqtt.ts';
import { mysqlReader } from './mysql.ts';
import { natsReader } from './nats.ts';
import { postgresReader } from './postgres.ts';
import { sftpReader } from './sftp.ts';
import type { Reader } from './reader.ts';
import { webReader } from './web.ts';

/** Who reads which kind. */
export const readers: Readonly<Record<Kind, Reader>> = {
  folder: folderReader,
  http: httpReader,
  postgres: postgresReader,
  mysql: mysqlReader,
  sftp: sftpReader,
  mqtt: mqttReader,
  nats: natsReader,
  web: webReader,
};
