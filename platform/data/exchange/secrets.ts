import type { Config } from '#kernel/config';
import type { Context } from '#kernel/context';
import { secretFile } from '#platform/base/identity';

const read = new WeakMap<Config, Map<string, Promise<Buffer>>>();

/** A secret of this installation that the gateway needs at every read: from its file once in a process. */
export function secretOf({ config }: Pick<Context, 'config'>, name: string): Promise<Buffer> {
  const known = read.get(config) ?? new Map<string, Promise<Buffer>>();
  read.set(config, known);
  const secret = known.get(name) ?? secretFile(config, name);
  known.set(name, secret);
  secret.catch(() => known.delete(name));
  return secret;
}
