import type { Context } from '#kernel/context';

/** Whether an administrator of the machine has said that sources may ask this host and port of one's own network. */
export const isListed = ({ config }: Pick<Context, 'config'>, host: string, port: number): boolean =>
  config.SOURCES_INSIDE.includes(`${host.toLowerCase()}:${port}`);
