import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '#kernel/config';
import { openPlatform, type Platform } from '#kernel/platform';
import { buildServer } from '#kernel/server';
import { z } from 'zod';
import { modules } from '../../apps/server/modules.ts';
import { createDatabase, dropDatabase } from '../../tests/setup/databases.ts';
import { findInstallation } from '../../tests/setup/postgres-binaries.ts';
import { schemaText } from './schema-text.ts';

const run = promisify(execFile);

/** What other people's programs and the next migration hold on to, as texts by the name of their file. */
export interface Contracts {
  readonly 'openapi.json': string;
  readonly 'events.json': string;
  /** Undefined where there is no pg_dump to print it: on an embedded store. */
  readonly 'schema.sql': string | undefined;
}

/**
 * Builds the platform on an empty database and writes down its API, its events and its tables.
 * @param server a server PostgreSQL to make that database on; without one it is an embedded one
 */
export async function makeContracts(server: string | undefined): Promise<Contracts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yaojiang-contracts-'));
  const name = `contracts_${process.pid}`;
  const url = server && (await createDatabase(server, name));
  try {
    const surface = await openAndRead({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      SEED_SIZE: 'none',
      YAOJIANG_DATA: folder,
      ...(url ? { DATABASE_URL: url } : {}),
    });
    return { ...surface, 'schema.sql': url && (await schemaOf(url)) };
  } finally {
    if (server) await dropDatabase(server, name);
    await rm(folder, { recursive: true, force: true });
  }
}

async function openAndRead(environment: Record<string, string>) {
  const platform = await openPlatform({ config: readConfig(environment), modules });
  try {
    const app = await buildServer(platform);
    const answer = await app.inject({ method: 'GET', url: '/api/openapi.json' });
    await app.close();
    if (answer.statusCode !== 200)
      throw new Error(`/api/openapi.json answers ${answer.statusCode}: ${answer.body}`);
    return { 'openapi.json': outlined(answer.json(), toEachAnswer), 'events.json': text(eventsOf(platform)) };
  } finally {
    await platform.close();
  }
}

function eventsOf(platform: Platform): unknown {
  const kinds = platform.services.modules.flatMap((module) => module.events ?? []);
  const described = kinds.map((kind) => ({
    name: `${kind.name}@${kind.version}`,
    title: kind.title,
    payload: z.toJSONSchema(kind.payload, { unrepresentable: 'any' }),
  }));
  return described.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function schemaOf(url: string): Promise<string | undefined> {
  const installation = await findInstallation();
  if (!installation) return undefined;
  const options = ['--schema-only', '--no-owner', '--no-privileges', '--dbname', url];
  const { stdout } = await run(path.join(installation.bin, 'pg_dump'), options, {
    maxBuffer: 256 * 1024 * 1024,
  });
  return schemaText(stdout, installation.major);
}

/** paths, address, method, responses, status: a line each, so that a change shows what it changes and the file stays small. */
const toEachAnswer = 5;

/** JSON with a line for each value down to a depth, and what lies below it in that line. */
function outlined(value: unknown, depth: number): string {
  const piece = (each: unknown, level: number): string => {
    const isLeaf = level === depth || typeof each !== 'object' || each === null || Array.isArray(each);
    const entries = isLeaf ? [] : Object.entries(each);
    if (entries.length === 0) return JSON.stringify(each);
    const lines = entries.map(([key, below]) => `${JSON.stringify(key)}: ${piece(below, level + 1)}`);
    return `{\n${lines.join(',\n')}\n}`;
  };
  return `${piece(value, 0)}\n`;
}

function text(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
