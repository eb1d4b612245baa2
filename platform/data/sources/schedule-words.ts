import type { Text } from '#kernel/texts';

const two = (text: string): string => text.padStart(2, '0');
const weekdays = {
  zh: ['日', '一', '二', '三', '四', '五', '六', '日'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;
const number = /^\d{1,2}$/;

function everyMinutes(minute: string): Text | undefined {
  const step = minute === '*' ? '1' : /^\*\/(\d+)$/.exec(minute)?.[1];
  return step ? { zh: `每 ${step} 分钟`, en: `every ${step} minutes` } : undefined;
}

function hourly(minute: string): Text | undefined {
  if (!number.test(minute)) return everyMinutes(minute);
  return { zh: `每小时第 ${minute} 分`, en: `each hour at ${two(minute)} past` };
}

function daily(time: string, day: string, weekday: string): Text | undefined {
  if (day === '*' && weekday === '*') return { zh: `每天 ${time}`, en: `each day at ${time}` };
  if (day === '*' && /^[0-7]$/.test(weekday)) {
    const at = Number(weekday);
    return { zh: `每周${weekdays.zh[at]} ${time}`, en: `each ${weekdays.en[at]} at ${time}` };
  }
  if (weekday !== '*' || !number.test(day)) return undefined;
  return { zh: `每月 ${day} 日 ${time}`, en: `on day ${day} of each month at ${time}` };
}

type Five = readonly [string, string, string, string, string];

function said([minute, hour, day, month, weekday]: Five): Text | undefined {
  if (month !== '*') return undefined;
  if (hour === '*') return day === '*' && weekday === '*' ? hourly(minute) : undefined;
  if (!number.test(minute) || !number.test(hour)) return undefined;
  return daily(`${two(hour)}:${two(minute)}`, day, weekday);
}

/** A schedule as people say it, where it is one of the usual ones; else as it is written. */
export function scheduleWords(value: unknown): Text {
  const text = String(value);
  const parts = text.split(/\s+/);
  return (parts.length === 5 ? said(parts as unknown as Five) : undefined) ?? { zh: text, en: text };
}
