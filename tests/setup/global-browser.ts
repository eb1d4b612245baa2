import { noChromium, obtainChromium } from './chromium.ts';

/** Finds or installs the browser before the first end-to-end test, so that no test waits for an installation. */
export async function setup(): Promise<void> {
  const found = await obtainChromium((line) => process.stderr.write(`[browser] ${line}\n`));
  if (!found) throw new Error(noChromium);
  process.env['CHROMIUM_PATH'] = found;
}
