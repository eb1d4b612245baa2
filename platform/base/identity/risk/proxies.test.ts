import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashingTime, openPeopledCity, type PeopledCity } from '../testing/people.ts';

vi.setConfig({ testTimeout: hashingTime });

const [proxy, inner, client, outside] = ['10.0.0.5', 'fd00::5', '203.0.113.9', '198.51.100.1'] as const;
let behind: PeopledCity, bare: PeopledCity;

beforeAll(async () => {
  behind = await openPeopledCity({ environment: { TRUSTED_PROXIES: '10.0.0.0/24, fd00::/8' } });
  bare = await openPeopledCity();
}, hashingTime);
afterAll(async () => {
  await behind.city.close();
  await bare.city.close();
});

let asked = 0;
/** The network that the log of risks has of somebody who came by this way. */
async function placeOf({ city }: PeopledCity, remoteAddress: string, chain?: string) {
  const device = `asked-${(asked += 1)}`;
  const headers = { 'user-agent': device, ...(chain === undefined ? {} : { 'x-forwarded-for': chain }) };
  await city.stranger.post(
    '/api/identity/session',
    { account: 'lin', password: 'Wrong-word-1' },
    { remoteAddress, headers },
  );
  const watcher = city.as({
    id: 'watcher',
    organisation: '330281-sjj',
    grants: { 'identity:risks': 'city' },
  });
  const { items } = (await watcher.get('/api/identity/risks?limit=200')).json<{
    items: { device: string; place: string }[];
  }>();
  return items.find((each) => each.device === device)?.place;
}

test('behind our proxies the network is the client’s; what the client wrote of itself counts for nothing', async () => {
  expect(await placeOf(behind, proxy, client)).toBe('203.0.113.0/24');
  expect(await placeOf(behind, inner, `${client}, ${proxy}`)).toBe('203.0.113.0/24');
  behind.minutes(20);
  // The client sent a chain of its own; the proxy added where it came from.
  expect(await placeOf(behind, proxy, `10.9.8.7, ${outside}, ${client}`)).toBe('203.0.113.0/24');
  // Past the proxy, straight from outside: the header is a stranger's.
  expect(await placeOf(behind, client, outside)).toBe('203.0.113.0/24');
});

test('without the setting nobody is a proxy', async () => {
  expect(await placeOf(bare, proxy, client)).toBe('10.0.0.0/24');
});

test('a kiosk in its own network is known behind a proxy, and nobody outside becomes it by a header', async () => {
  const administrator = behind.city.as({ id: 'admin', grants: { 'identity:manage': 'city' } });
  const kiosk = {
    code: 'hall-1',
    titleZh: '办事大厅一号机',
    titleEn: 'Hall, machine one',
    organisation: '330281-wsj',
    place: '办事大厅一楼',
    network: '10.9.8.0/24',
    alone: '',
    withPerson: 'tasks:own',
  };
  expect((await administrator.post('/api/identity/kiosks', kiosk)).statusCode).toBe(200);
  const key = (await administrator.post('/api/identity/kiosks/hall-1/key')).json().secret;
  const enrol = (remoteAddress: string, chain: string) =>
    behind.stranger.post(
      '/api/identity/kiosk',
      { code: 'hall-1', key },
      { remoteAddress, headers: { 'x-forwarded-for': chain } },
    );
  expect((await enrol(client, '10.9.8.7')).json().code).toBe('identity.kiosk-refused');
  expect((await enrol(proxy, `10.9.8.7, ${client}`)).json().code).toBe('identity.kiosk-refused');
  expect((await enrol(proxy, '10.9.8.7')).statusCode).toBe(200);
});
