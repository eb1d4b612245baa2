import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '#kernel/config';
import { Problem } from '#kernel/problem';

/**
 * Looks whether the port can be had before anything is opened, so that a second start does not wait to be told.
 * @throws Problem 503 `server.port-in-use`
 */
export async function assertPortFree({ HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(PORT, HOST);
    await once(probe, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Problem(503, 'server.port-in-use', {
      zh: `端口 ${PORT} 已被占用。请停止占用它的程序，或用 PORT 另设一个端口。`,
      en: `Port ${PORT} is in use. Stop the program that holds it, or set another by PORT.`,
    });
  } finally {
    probe.close();
  }
}
