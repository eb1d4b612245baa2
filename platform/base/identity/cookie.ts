import type { Config } from '#kernel/config';
import type { Download } from '#kernel/module';
import { sessionLongest } from './rules.ts';

export const cookieName = 'yj_session';

/** @param token the session's token, or nothing to take the cookie away */
export function cookieHeader(config: Pick<Config, 'production'>, token: string | null): string {
  const parts = [
    `${cookieName}=${token ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${token === null ? 0 : sessionLongest / 1000}`,
  ];
  return [...parts, ...(config.production ? ['Secure'] : [])].join('; ');
}

/** A JSON answer that sets or takes away the session cookie. */
export const answerWithCookie = (
  config: Pick<Config, 'production'>,
  token: string | null,
  answer: unknown,
): Download => ({
  filename: 'session.json',
  type: 'application/json; charset=utf-8',
  body: Buffer.from(JSON.stringify(answer)),
  inline: true,
  headers: { 'set-cookie': cookieHeader(config, token) },
});
