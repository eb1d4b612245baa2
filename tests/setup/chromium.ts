import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { canInstall, install } from './debian.ts';

const run = promisify(execFile);
/** The shell without windows comes first: it takes an eighth less of a processor for the same pages. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** Nothing that calls home, and WebGL drawn by the processor, so that maps work without a graphics card. */
const flags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-rasterization',
  '--disable-gpu-compositing',
];

/** The Chromium of this machine that answers `--version`: the one in CHROMIUM_PATH, else the first in PATH; or undefined. */
export async function findChromium(): Promise<string | undefined> {
  const given = process.env['CHROMIUM_PATH'];
  for (const program of given ? [given] : names) {
    const answers = await run(program, ['--version'], { timeout: 30_000 }).then(
      () => true,
      () => false,
    );
    if (answers) return program.includes('/') ? program : (await run('which', [program])).stdout.trim();
  }
  return undefined;
}

/** Like `findChromium`; where Debian's packages may be installed, installs it with a Chinese font. */
export async function obtainChromium(say: (line: string) => void): Promise<string | undefined> {
  const found = await findChromium();
  if (found || process.env['CHROMIUM_PATH'] || !(await canInstall())) return found;
  say('installing Chromium and a Chinese font (Debian), once for this machine …');
  // Not every descendant of Debian has the shell.
  await install(['chromium-headless-shell', 'fonts-noto-cjk']).catch(() =>
    install(['chromium', 'fonts-noto-cjk']),
  );
  return findChromium();
}

/**
 * Starts a headless browser on an empty profile.
 * @throws when there is no Chromium: set CHROMIUM_PATH, or YAOJIANG_E2E=skip to go without.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await obtainChromium((line) => process.stderr.write(`[browser] ${line}\n`));
  if (!executablePath) throw new Error(noChromium);
  const root = process.getuid?.() === 0;
  return chromium.launch({ executablePath, headless: true, args: root ? ['--no-sandbox', ...flags] : flags });
}

/** What a person is told where there is no browser. */
export const noChromium =
  'There is no Chromium here and none can be installed, so the end-to-end tests cannot run. ' +
  'Name one in CHROMIUM_PATH, or say YAOJIANG_E2E=skip to go without them.';
