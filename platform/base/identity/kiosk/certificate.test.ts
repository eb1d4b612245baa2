import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { certify, type Certified } from '../../../../tests/setup/certificates.ts';
import { hashingTime, openPeopledCity, runningClock, type PeopledCity } from '../testing/people.ts';

vi.setConfig({ testTimeout: hashingTime });

const authority = certify('authority of the city');
const server = certify('server', { by: authority });
const hall = certify('hall-1', { by: authority });
const other = certify('hall-9', { by: authority });
const expired = certify('hall-2', { by: authority, days: -1 });
const forged = certify('hall-1', { by: { ...certify('authority of the city') } });
const proxy = '10.0.0.5';
const stranger = '198.51.100.1';

let folder: string, direct: PeopledCity, behind: PeopledCity, port: number;

/** `kioskFor(code, certificate)`: registered as people copy a fingerprint, with colons. */
async function register({ city }: PeopledCity, code: string, certificate: string) {
  const administrator = city.as({ id: 'admin', grants: { 'identity:manage': 'city' } });
  return administrator.post('/api/identity/kiosks', {
    code,
    titleZh: `办事大厅 ${code}`,
    titleEn: `Hall, ${code}`,
    organisation: '330281-wsj',
    place: '办事大厅一楼',
    certificate,
    alone: '',
    withPerson: 'tasks:own',
  });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yaojiang-tls-'));
  const file = async (name: string, text: string) => {
    await writeFile(path.join(folder, name), text);
    return path.join(folder, name);
  };
  direct = await openPeopledCity({
    clock: runningClock(),
    environment: {
      TLS_KEY: await file('key.pem', server.key),
      TLS_CERT: await file('cert.pem', server.cert),
      TLS_CLIENT_CA: await file('ca.pem', authority.cert),
    },
  });
  behind = await openPeopledCity({
    clock: runningClock(),
    environment: { TRUSTED_PROXIES: '10.0.0.0/24', CLIENT_CERTIFICATE_HEADER: 'X-Client-Certificate' },
  });
  await direct.city.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = direct.city.app.server.address() as AddressInfo);
  for (const city of [direct, behind])
    for (const [code, of] of [
      ['hall-1', hall],
      ['hall-2', expired],
      ['hall-3', certify('none')],
    ] as const)
      expect((await register(city, code, of.fingerprint)).statusCode).toBe(200);
}, hashingTime);
afterAll(async () => {
  await direct.city.close();
  await behind.city.close();
  await rm(folder, { recursive: true, force: true });
});

interface State {
  readonly kiosk?: { readonly title: { readonly en: string } };
}

/** The session's state over a TLS connection of its own, and the name of the kiosk in it. */
function overTls(shown: Certified | undefined, headers: Record<string, string> = {}) {
  return new Promise<string | undefined>((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        path: '/api/identity/session',
        ca: authority.cert,
        agent: false,
        headers,
        ...(shown ? { cert: shown.cert, key: shown.key } : {}),
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          expect(answer.statusCode).toBe(200);
          resolve((JSON.parse(Buffer.concat(parts).toString()) as State).kiosk?.title.en);
        });
      },
    );
    asking.on('error', reject).end();
  });
}

const throughProxy = async (header: string | undefined, remoteAddress = proxy) => {
  const headers = header === undefined ? {} : { 'x-client-certificate': header };
  const answer = await behind.stranger.get('/api/identity/session', { remoteAddress, headers });
  expect(answer.statusCode).toBe(200);
  return answer.json<State>().kiosk?.title.en;
};

test('over TLS a machine is the kiosk of its certificate, without a key', async () => {
  expect(await overTls(hall)).toBe('Hall, hall-1');
});

test('without a certificate, with another, an expired or a forged one nobody is a kiosk, and everybody gets in', async () => {
  expect(await overTls(undefined)).toBeUndefined();
  expect(await overTls(other)).toBeUndefined();
  expect(await overTls(expired)).toBeUndefined();
  expect(await overTls(forged)).toBeUndefined();
  // Registered itself, it would still not have been signed by the city's authority.
  expect((await register(direct, 'hall-4', forged.fingerprint)).statusCode).toBe(200);
  expect(await overTls(forged)).toBeUndefined();
});

test('a header that nobody configured is nobody’s certificate', async () => {
  expect(await overTls(undefined, { 'x-client-certificate': hall.fingerprint })).toBeUndefined();
});

test('the key alone does not prove a machine that has a certificate', async () => {
  const administrator = direct.city.as({ id: 'admin', grants: { 'identity:manage': 'city' } });
  const key = (await administrator.post('/api/identity/kiosks/hall-1/key')).json().secret as string;
  const enrolled = await direct.stranger.post('/api/identity/kiosk', { code: 'hall-1', key });
  expect(enrolled.json().code).toBe('identity.kiosk-refused');
  expect(await overTls(undefined, { cookie: `yj_kiosk=hall-1.${key}` })).toBeUndefined();
  expect(await overTls(other, { cookie: `yj_kiosk=hall-1.${key}` })).toBeUndefined();
});

test('one certificate is one machine’s, and what is no fingerprint is refused', async () => {
  expect((await register(direct, 'hall-5', hall.fingerprint.toLowerCase())).json().code).toBe(
    'records.taken',
  );
  expect((await register(direct, 'hall-5', 'hall-1')).statusCode).toBe(422);
});

test('a trusted proxy hands on what it verified, as fingerprint or as certificate', async () => {
  const bytes = hall.cert.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  expect(await throughProxy(hall.fingerprint)).toBe('Hall, hall-1');
  expect(await throughProxy(hall.fingerprint.replaceAll(':', '').toLowerCase())).toBe('Hall, hall-1');
  expect(await throughProxy(encodeURIComponent(hall.cert))).toBe('Hall, hall-1');
  expect(await throughProxy(`:${bytes}:`)).toBe('Hall, hall-1');
});

test('from anyone else the header counts for nothing; nor does one without sense, or of a certificate that ended', async () => {
  expect(await throughProxy(hall.fingerprint, stranger)).toBeUndefined();
  expect(await throughProxy(encodeURIComponent(hall.cert), stranger)).toBeUndefined();
  expect(await throughProxy(undefined)).toBeUndefined();
  expect(await throughProxy('')).toBeUndefined();
  expect(await throughProxy('%E0%A4%A')).toBeUndefined();
  expect(await throughProxy(`${hall.fingerprint}, ${other.fingerprint}`)).toBeUndefined();
  expect(await throughProxy(encodeURIComponent(expired.cert))).toBeUndefined();
});

test('a page of another site cannot act with the certificate that the browser of a kiosk shows', async () => {
  const post = (origin: string) =>
    behind.stranger.post('/api/identity/kiosk', undefined, {
      remoteAddress: proxy,
      headers: { 'x-client-certificate': hall.fingerprint, host: 'city.test', origin },
    });
  const foreign = await post('https://elsewhere.test');
  expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'request.foreign-origin']);
  expect((await post('https://city.test')).json().code).not.toBe('request.foreign-origin');
});
