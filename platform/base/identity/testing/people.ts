import { expect } from 'vitest';
import { fixedClock, type Clock } from '#kernel/clock';
import type { CityModule } from '#kernel/module';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { createAccount } from '../accounts.ts';
import identity from '../module.ts';

export const password = 'Yuyao-Bridge-8';

/** Each sign-in is a quarter of a second of hashing on an idle machine, ten times that on a busy one. */
export const hashingTime = 90_000;

/** A city with a clerk of two posts (`lin`) and a security administrator (`keeper`), and a clock to move. */
export interface PeopledCity {
  readonly city: TestCity;
  readonly stranger: Asker;
  readonly now: () => Date;
  minutes(count: number): void;
  signIn(account: string, secret: string, more?: object): ReturnType<Asker['post']>;
  cookieOf(account: string, secret?: string): Promise<string>;
}

export const withCookie = (cookie: string, more: Record<string, string> = {}) => ({
  headers: { cookie, ...more },
});

async function settle(city: TestCity): Promise<void> {
  const context = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await context.transaction(async (tx) => {
    await createAccount(context, tx, {
      account: 'lin',
      name: '林试验',
      kind: 'official',
      password,
      simulated: true,
      posts: [
        { code: 'lin.clerk', organisation: '330281-rsj', role: 'data-clerk', division: '330281' },
        { code: 'lin.head', organisation: '330281-mzj', role: 'department-head', division: '330281' },
      ],
    });
    await createAccount(context, tx, {
      account: 'keeper',
      name: '管试验',
      kind: 'official',
      password,
      simulated: true,
      posts: [{ code: 'keeper.security', role: 'security-administrator' }],
    });
  });
}

interface MovedClock extends Clock {
  advance(milliseconds: number): void;
}

/** Runs as the machine's does, and can be put forward: what others sign with their own time must still hold. */
export function runningClock(): MovedClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

export async function openPeopledCity(
  more: {
    readonly clock?: MovedClock;
    readonly modules?: readonly CityModule[];
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<PeopledCity> {
  const clock = more.clock ?? fixedClock('2026-03-02T01:00:00Z');
  const city = await openTestCity({
    modules: [organisationsModule, codesModule, identity, ledgerModule, ...(more.modules ?? [])],
    clock,
    environment: { SEED_SIZE: 'town', ...more.environment },
  });
  await settle(city);
  const signIn = (account: string, secret: string, more: object = {}) =>
    city.stranger.post('/api/identity/session', { account, password: secret, ...more });
  return {
    city,
    stranger: city.stranger,
    now: clock.now,
    minutes: (count) => clock.advance(count * 60_000),
    signIn,
    cookieOf: async (account, secret = password) => {
      const answer = await signIn(account, secret);
      expect(answer.statusCode, answer.body).toBe(200);
      return String(answer.headers['set-cookie']).split(';')[0] ?? '';
    },
  };
}
