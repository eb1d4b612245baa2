import { createServer, type Socket } from 'node:net';
import type { Services } from '#kernel/context';
import { Conversation } from './conversation.ts';

const mostLines = 20_000;
/** Terminals say something every minute or so; whoever is silent for so long is gone. */
const silentMs = 5 * 60_000;
const lineMs = 30_000;

/** Reads a line piece by piece: the next is read when what came before is committed and answered. */
async function talk(services: Services, socket: Socket): Promise<void> {
  const conversation = new Conversation(services);
  for await (const piece of socket) {
    for (const answer of await conversation.receive(piece as Buffer)) socket.write(answer);
    if (conversation.ended) break;
  }
  socket.end();
}

/**
 * Listens for terminals on `JT808_PORT`; 0 listens nowhere.
 * @returns what stops it
 */
export async function listen(services: Services): Promise<() => Promise<void>> {
  const { JT808_PORT, HOST } = services.config;
  if (JT808_PORT === 0) return async () => undefined;
  const lines = new Set<Socket>();
  const server = createServer((socket) => {
    lines.add(socket);
    socket.on('close', () => lines.delete(socket));
    socket.setKeepAlive(true, lineMs);
    socket.setTimeout(silentMs, () => socket.destroy());
    talk(services, socket).catch((error: unknown) => {
      services.log.info({ reason: String(error) }, 'a line with a vehicle terminal was lost');
      socket.destroy();
    });
  });
  server.maxConnections = mostLines;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(JT808_PORT, HOST, resolve);
  });
  services.log.info({ port: JT808_PORT }, 'vehicle terminals may connect');
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const line of lines) line.destroy();
    });
}
