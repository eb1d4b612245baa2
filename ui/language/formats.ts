import { yuanOf } from '#kernel/money';
import type { Language } from '#kernel/texts';

/** The platform shows every time in the city's own zone, wherever the reader sits. */
export const timeZone = 'Asia/Shanghai';
const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const cache = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
  cache.set(key, made);
  return made;
}

const parts = (instant: Date, options: Intl.DateTimeFormatOptions) =>
  Object.fromEntries(
    format('en', { hourCycle: 'h23', ...options })
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );

/** `2026-11-23` in the city's zone. */
export function dateOf(instant: Date): string {
  const { year, month, day } = parts(instant, { year: 'numeric', month: '2-digit', day: '2-digit' });
  return `${year}-${month}-${day}`;
}

/** `2026-11-23 12:00:05`, the way both languages of the platform write an instant. */
export function instantOf(instant: Date, seconds = true): string {
  const { hour, minute, second } = parts(instant, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return `${dateOf(instant)} ${hour}:${minute}${seconds ? `:${second}` : ''}`;
}

const dayNumber = (instant: Date) => Date.parse(`${dateOf(instant)}T00:00:00Z`) / 86_400_000;
const steps = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
] as const;

/** How far an instant lies from now: "3 minutes ago", "明天". Whole days are days of the city's calendar. */
export function relative(instant: Date, now: Date, language: Language): string {
  const words = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' });
  const seconds = Math.round((instant.getTime() - now.getTime()) / 1000);
  const step = steps.find(([below]) => Math.abs(seconds) < below);
  if (step) return words.format(Math.trunc(seconds / step[2]), step[1]);
  const days = dayNumber(instant) - dayNumber(now);
  return Math.abs(days) < 45 ? words.format(days, 'day') : words.format(Math.round(days / 30.44), 'month');
}

const numbers = new Map<string, Intl.NumberFormat>();

/** Making one costs a hundred times what using it does. */
function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const made =
    numbers.get(key) ?? new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits });
  numbers.set(key, made);
  return made;
}

/** `1,251,306`; at most `digits` behind the point. */
export const number = (value: number, language: Language, digits = 2): string =>
  numberFormat(language, digits).format(value);

/** Whole fen as people write money: `300,000.00 元`, `¥300,000.00`. */
export function yuan(fen: number, language: Language): string {
  const [whole = '', cents] = yuanOf(fen).split('.');
  const amount = `${number(Number(whole), language, 0)}.${cents}`.replace(/^0/, fen < 0 ? '-0' : '0');
  return language === 'zh' ? `${amount} 元` : `¥${amount}`;
}

/** Bytes as people say them. */
export function bytes(value: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${number(value / 1000 ** step, language, step > 1 ? 1 : 0)} ${units[step]}`;
}

/** Seconds as `3 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(seconds: number, language: Language): string {
  const units = language === 'en' ? [' h', ' min', ' s'] : [' 小时', ' 分', ' 秒'];
  const whole = Math.max(0, Math.round(seconds));
  const values = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const from = values.findIndex((value) => value > 0);
  if (from < 0) return `0${units[2]}`;
  return values
    .slice(from, from + 2)
    .map((value, index) => (value > 0 || index === 0 ? `${value}${units[from + index]}` : ''))
    .filter(Boolean)
    .join(' ');
}

/** A count that stopped at its cap reads `10,000+`. */
export const capped = (
  count: { readonly value: number; readonly capped: boolean },
  language: Language,
): string => number(count.value, language) + (count.capped ? '+' : '');
