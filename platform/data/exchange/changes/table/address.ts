import { z } from 'zod';

const Name = z.string().regex(/^[^\p{C}]{1,63}$/u);

/** A table in a consumer's own PostgreSQL, and how to sign in there. */
export const TableAddress = z.strictObject({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^([a-z0-9._-]{1,253}|[0-9a-f:.]{2,45})$/),
  port: z.int().min(1).max(65_535).default(5432),
  database: Name,
  table: z
    .string()
    .regex(/^[^\p{C}".]{1,63}\.[^\p{C}".]{1,63}$/u)
    .describe('schema.table; beside it stands the position, in schema.yaojiang_exchange'),
  user: Name,
  password: z
    .string()
    .regex(/^[^\p{C}]{1,500}$/u)
    .describe('kept sealed, told to nobody'),
  tls: z
    .enum(['off', 'require', 'verify'])
    .default('verify')
    .describe('off only to a machine that the administrator has listed'),
});
export type TableAddress = z.output<typeof TableAddress>;

const scheme = 'postgresql:';
export const isOfTable = (url: string): boolean => url.startsWith(scheme);

/** All of it but the password, in a form that is the same each time. */
export function urlOf({ host, port, database, table, user, tls }: Omit<TableAddress, 'password'>): string {
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const said = [encodeURIComponent(database), `?table=${encodeURIComponent(table)}&tls=${tls}`].join('');
  return `${scheme}//${encodeURIComponent(user)}@${at}/${said}`;
}

/** @throws ZodError for what {@link urlOf} never wrote */
export function tableIn(url: string): Omit<TableAddress, 'password'> {
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  return TableAddress.omit({ password: true }).parse({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    table: searchParams.get('table'),
    user: decodeURIComponent(username),
    tls: searchParams.get('tls'),
  });
}
