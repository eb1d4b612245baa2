import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { mailChannel } from './mail.ts';

const received: { readonly to: readonly string[]; readonly source: string }[] = [];
const refusal = (responseCode: number) => Object.assign(new Error('not here'), { responseCode });
const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, done) =>
    password === 'bridge-8' ? done(null, { user: username }) : done(refusal(535)),
  onRcptTo: ({ address }, _session, done) => {
    const code = /^(\d{3})@/.exec(address)?.[1];
    done(code ? refusal(Number(code)) : null);
  },
  onData: (stream, { envelope }, done) => {
    void text(stream).then((source) => {
      received.push({ to: envelope.rcptTo.map(({ address }) => address), source });
      done();
    });
  },
});

let port = 0;
beforeAll(async () => {
  server.listen(0, '0.0.0.0');
  await once(server.server, 'listening');
  port = (server.server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

const contextOf = (url: string | undefined, from: string | undefined = 'notices@example.org') =>
  ({ config: { MAIL_SMTP: url, MAIL_FROM: from } }) as unknown as Context;
const within = () => contextOf(`smtp://yaojiang:bridge-8@127.0.0.1:${port}`);
const message = { id: 'm-1', address: 'lin@example.org', words: '有新一期报表，请登录姚江阅读。' };

test('without a server of the installation there is no e-mail', () => {
  expect(mailChannel.ready?.(contextOf(undefined))).toBe(false);
  expect(mailChannel.ready?.({ config: { MAIL_SMTP: 'smtp://x' } } as unknown as Context)).toBe(false);
  expect(mailChannel.ready?.(within())).toBe(true);
});

test('a message arrives whole, under the same id at every try', async () => {
  const sent = await mailChannel.send(within(), message);
  expect(sent).toEqual({ reference: '<m-1@example.org>' });
  expect(await mailChannel.send(within(), message)).toEqual(sent);
  expect(received.map(({ to }) => to)).toEqual([['lin@example.org'], ['lin@example.org']]);
  const source = received[0]?.source ?? '';
  const [head = '', body = ''] = source.split('\r\n\r\n');
  expect(head).toMatch(/^Message-ID: <m-1@example\.org>$/im);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/im);
  const plain = /base64/i.test(head) ? Buffer.from(body, 'base64').toString() : body;
  expect(decodeURIComponent(plain.replaceAll('=\r\n', '').replaceAll('=', '%'))).toContain(message.words);
});

test('what the server will never take is refused; what it cannot take now, or not from us, is tried again', async () => {
  const to = (address: string) => ({ ...message, address });
  expect(await mailChannel.send(within(), to('550@example.org'))).toEqual({
    refused: expect.stringContaining('550'),
  });
  await expect(mailChannel.send(within(), to('451@example.org'))).rejects.toThrow('451');
  const stranger = contextOf(`smtp://yaojiang:guessed@127.0.0.1:${port}`);
  await expect(mailChannel.send(stranger, message)).rejects.toThrow('535');
  await expect(mailChannel.send(contextOf('smtp://127.0.0.1:9'), message)).rejects.toThrow('ECONNREFUSED');
});

test('an address is never read as several, nor as a header', async () => {
  const before = received.length;
  await expect(
    mailChannel.send(within(), { ...message, address: 'lin@example.org\r\nBcc: all@example.org' }),
  ).resolves.toSatisfy(() => true);
  expect(received.slice(before).flatMap(({ to }) => to)).not.toContain('all@example.org');
  expect(received.slice(before).every(({ source }) => !/^Bcc:/im.test(source))).toBe(true);
});

test('nothing crosses a network in the clear', async () => {
  const before = received.length;
  // Another address of this machine stands for one of the network: the server offers no TLS.
  await expect(
    mailChannel.send(contextOf(`smtp://yaojiang:bridge-8@127.0.0.2:${port}`), message),
  ).rejects.toThrow(/TLS/i);
  expect(received.length).toBe(before);
});
