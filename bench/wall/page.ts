import { chromium, type CDPSession, type Page } from 'playwright-core';
import { findChromium } from '../../tests/setup/chromium.ts';
import { PeerAbsent } from '../result.ts';
import { sayLook } from './look.ts';
import { pageTime } from './page-time.ts';

/** What lives in the page after its heap was looked through. */
export interface PageState {
  readonly beats: number;
  /** Bytes. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

export interface PageRun {
  readonly states: readonly PageState[];
  readonly asked: number;
  /** How many scenes stood when it was looked at. */
  readonly scenes: number;
}

interface Ran {
  readonly beats: number;
  readonly asked: number;
  readonly lines: number;
  readonly scene: string | null;
}

const atOnce = 500;
const changeEvery = 12;
/** After so many beats the same scene stands, at the same second of it, and figures have just changed: what lives is alike. */
const round = 180;

async function stateOf(devtools: CDPSession, beats: number): Promise<PageState> {
  for (let again = 0; again < 2; again += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  return { beats, heap: usedSize, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** Beats until there were so many; fails when the page no longer listens, for then nothing would be measured. */
async function runUntil(page: Page, beats: number, run: Ran | undefined): Promise<Ran> {
  let ran = run;
  while ((ran?.beats ?? 0) < beats) {
    const count = Math.min(atOnce, beats - (ran?.beats ?? 0));
    ran = await page.evaluate<Ran>(`wallTime.run(${count})`);
    if (ran.lines !== 1) throw new Error(`the page holds ${ran.lines} lines`);
  }
  if (!ran) throw new Error('no beat was asked for');
  return ran;
}

const whole = (beats: number): number => Math.max(1, Math.round(beats / round)) * round;

/** Until its panels are drawn; its time has to go on meanwhile. */
async function stands(page: Page): Promise<void> {
  for (
    const end = Date.now() + 60_000;
    !(await page.evaluate(`Boolean(document.querySelector('.wall-main .panel'))`));
  ) {
    if (Date.now() > end) throw new Error('the wall does not come up');
    await page.evaluate('wallTime.pass(100)');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface PageAsked {
  readonly address: string;
  /** Who is in at the wall. */
  readonly account: { readonly account: string; readonly password: string };
  readonly beats: number;
  readonly looks: number;
}

/** The wall's own page in a browser of its own: so many beats, looked at so often, first when it has warmed up. */
export async function beatPage({ address, account, beats, looks }: PageAsked): Promise<PageRun> {
  const executablePath = await findChromium();
  if (!executablePath) throw new PeerAbsent('there is no Chromium here: CHROMIUM_PATH names one');
  const root = process.getuid?.() === 0;
  // A playlist that goes on in a hurry would be held to two hundred scenes in ten seconds.
  const args = ['--disable-ipc-flooding-protection', ...(root ? ['--no-sandbox'] : [])];
  const browser = await chromium.launch({ executablePath, headless: true, args });
  try {
    // As large a wall as ever, painted with a hundredth of its points: what is measured is not the painting.
    const viewport = { width: 1920, height: 1080 };
    const context = await browser.newContext({ viewport, deviceScaleFactor: 0.1, locale: 'zh-CN' });
    const entered = await context.request.post(`${address}/api/identity/session`, { data: account });
    if (!entered.ok()) throw new Error(`sign-in: ${await entered.text()}`);
    const page = await context.newPage();
    await page.addInitScript(pageTime(changeEvery));
    await page.goto(`${address}/cockpit/?kiosk=1`);
    await stands(page);
    // Nothing moves, so that the machine draws no more than what has changed.
    await page.addStyleTag({ content: '*{animation:none!important;transition:none!important}' });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    const warm = Math.min(5000, beats / 20);
    const states: PageState[] = [];
    const scenes = new Set<string>();
    let ran: Ran | undefined;
    for (let look = 0; look <= looks; look += 1) {
      ran = await runUntil(page, whole(warm + ((beats - warm) * look) / looks), ran);
      const state = await stateOf(devtools, ran.beats);
      states.push(state);
      sayLook('page', state);
      if (ran.scene) scenes.add(ran.scene);
    }
    return { states, asked: ran?.asked ?? 0, scenes: scenes.size };
  } finally {
    await browser.close();
  }
}
