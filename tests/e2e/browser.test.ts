import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../setup/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the browser of these tests draws maps (WebGL) and Chinese (each character its own glyph)', async () => {
  const page = await browser.newPage();
  await page.setContent('<canvas id="map"></canvas><canvas id="text" width="80" height="40"></canvas>');
  const drawn = await page.evaluate(`(() => {
    const pen = document.querySelector('#text').getContext('2d', { willReadFrequently: true });
    const draw = (text) => {
      pen.clearRect(0, 0, 80, 40);
      pen.font = '32px sans-serif';
      pen.fillText(text, 4, 34);
      return pen.getImageData(0, 0, 80, 40).data.join();
    };
    const missing = draw('\\u{10FFFD}');
    return {
      webgl: document.querySelector('#map').getContext('webgl2') !== null,
      chinese: new Set([draw('姚'), draw('江'), missing]).size,
    };
  })()`);
  expect(drawn).toEqual({ webgl: true, chinese: 3 });
});
