import { maskAddress, maskCitizenId, maskMobile, maskName } from '#engines/identifiers';
import type { Text } from '#kernel/texts';

/** Ways to a person besides the inbox, which everybody has. */
export const channels = ['app', 'sms', 'voice', 'email'] as const;
export type Channel = (typeof channels)[number];

export const urgencies = ['urgent', 'normal', 'low'] as const;
export type Urgency = (typeof urgencies)[number];

/** In the order of what each tells: a later word never takes back an earlier, stronger one. */
export const attemptStates = ['queued', 'sent', 'failed', 'delivered', 'read'] as const;
export type AttemptState = (typeof attemptStates)[number];

/**
 * State of a message after a receipt, in whatever order receipts come: `read` stands, `delivered` beats a failure that
 * was told before it, a failure told after it changes nothing.
 */
export const afterReceipt = (state: AttemptState, told: AttemptState): AttemptState =>
  attemptStates.indexOf(told) > attemptStates.indexOf(state) ? told : state;

/** What a parameter holds; says how much of it leaves the platform. */
export const parameterClasses = ['open', 'name', 'citizen-id', 'mobile', 'address', 'personal'] as const;
export type ParameterClass = (typeof parameterClasses)[number];

const masks: Readonly<Record<ParameterClass, (value: string) => string>> = {
  open: (value) => value,
  name: maskName,
  'citizen-id': maskCitizenId,
  mobile: maskMobile,
  address: maskAddress,
  personal: () => '***',
};

/** A citizen identity number wherever it stands, GB 11643: also one that slipped into an open parameter. */
const citizenNumber = /(?<!\d)\d{17}[\dXx](?!\d)/g;

export type Params = Readonly<Record<string, string | number>>;

const filled = (words: string, params: Params): string =>
  words.replaceAll(/\{([a-zA-Z]+)\}/g, (place, name: string) => String(params[name] ?? place));

/** Words for the inbox: complete, for the person has signed in. */
export const insideWords = (words: Text, params: Params): Text => ({
  zh: filled(words.zh, params),
  en: filled(words.en, params),
});

/** Words that leave the platform: what is personal is masked by its class, no identity number stands in full. */
export function outsideWords(
  words: Text,
  params: Params,
  classes: Readonly<Record<string, ParameterClass>>,
): Text {
  const masked = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, masks[classes[name] ?? 'open'](String(value))]),
  );
  const { zh, en } = insideWords(words, masked);
  const swept = (text: string) => text.replaceAll(citizenNumber, (number) => maskCitizenId(number));
  return { zh: swept(zh), en: swept(en) };
}

/** `HH:MM` of a day, and the end may lie on the next. */
export interface Quiet {
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60_000;
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/**
 * The end of the quiet hours in which an instant lies.
 * @param zone IANA name of the city's time zone
 * @returns undefined when it lies in none
 */
export function quietUntil(quiet: Quiet, now: Date, zone: string): Date | undefined {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const at = minutesOf(clock.format(now));
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  const within = from <= to ? at >= from && at < to : at >= from || at < to;
  if (!within) return undefined;
  const minute = Math.floor(now.getTime() / MINUTE) * MINUTE;
  return new Date(minute + ((to - at + 1440) % 1440) * MINUTE);
}

export const later = (from: Date, minutes: number): string =>
  new Date(from.getTime() + minutes * MINUTE).toISOString();
