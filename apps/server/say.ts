import type { Platform } from '#kernel/platform';
import { demonstrationAccounts, kioskToTry } from '#platform/base/identity';

let terminal: NodeJS.WriteStream = process.stdout;

/** Where the words go: a command whose answer is read by a program keeps standard output for the answer. */
export const sayOn = (stream: NodeJS.WriteStream): void => {
  terminal = stream;
};

/** Words for the person at the terminal. */
export const say = (line: string): void => {
  terminal.write(`${line}\n`);
};

const steps: Readonly<Record<string, string>> = {
  store: '打开数据库 · opening the store',
  migrate: '更新数据结构 · migrating',
  files: '打开文件与数据湖 · files and lake',
  city: '载入城市资料 · loading the city',
};

/** Tells each step of the start as it begins. */
export function stepTeller(): (step: string) => void {
  const begun = performance.now();
  return (step) =>
    say(`  ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s  ${steps[step] ?? step}`);
}

/** A bar of 30 places on one line, rewritten in place on a terminal, a line each tenth elsewhere. */
export function progressBar(label: string): (done: number, total: number) => void {
  let last = -1;
  return (done, total) => {
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const tenth = Math.floor(share * 10);
    const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
    const line = `  ${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${label}`;
    if (terminal.isTTY) terminal.write(`\r${line}${share === 1 ? '\n' : ''}`);
    else if (tenth !== last) say(line);
    last = tenth;
  };
}

/** The address, the accounts to try, and what the store promises. */
export async function sayReady(platform: Platform, address: string, seeded: boolean): Promise<void> {
  const { config, store } = platform.services;
  const url = (config.PUBLIC_URL ?? address).replace(/\/$/, '');
  say('');
  say(`  姚江 Yaojiang   ${url}/          市民之家 portal`);
  say(`                  ${url}/console    工作台 console`);
  say(`                  ${url}/cockpit    城市运行 cockpit`);
  say(`                  ${url}/api/docs   接口 API`);
  for (const promise of store.promises) say(`  · ${promise.zh} ${promise.en}`);
  const accounts = demonstrationAccounts(config);
  if (accounts.length > 0) {
    say('');
    say('  演示账户 · demonstration accounts');
    for (const each of accounts)
      say(`    ${each.account.padEnd(12)} ${each.password}   ${each.title.zh} ${each.title.en}`);
  }
  const kiosk = kioskToTry(config);
  if (kiosk) say(`    ${url}/kiosk   ${kiosk.code}  ${kiosk.key}   自助终端 a kiosk`);
  if (seeded) say('  城市里的人和企业均为模拟。 Every person and company in this city is simulated.');
  say('');
  say('  Ctrl-C 停止 · stops');
}
