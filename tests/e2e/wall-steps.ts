import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** From scene to scene by key, back to a past hour, and to the present again. */
export async function goThroughScenes(page: Page): Promise<void> {
  await page.goto('/cockpit/?scene=traffic');
  const scene = page.getByRole('navigation', { name: '场景' });
  await scene.getByRole('link', { name: '交通' }).and(page.locator('[aria-current=page]')).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL('**/cockpit/?scene=livelihood');
  await page.keyboard.press('2');
  await page.getByRole('heading', { name: '未结预警', level: 2 }).waitFor();
  await page.getByText('实时').first().waitFor();
  await page.goto('/cockpit/?scene=emergencies&at=2026-01-01T08:00');
  await page.getByText('过去时刻', { exact: true }).waitFor();
  await page.getByText('当时未留存').first().waitFor();
  await page.getByRole('button', { name: '回到现在' }).click();
  await page.waitForURL('**/cockpit/?scene=emergencies');
}

/** Figures that count rows open to just as many; a mean is that of its rows. */
export async function openEveryNumber(page: Page): Promise<void> {
  const ask = async <T>(path: string): Promise<T> =>
    (await (await page.context().request.get(`/api/indicators/${path}`)).json()) as T;
  const counts = [
    'vehicles-registered',
    'vehicles-heard',
    'track-breaches-day',
    'inspections-mending',
    'undertakings-under-way',
    'lift-alarms-open',
    'warnings-open',
  ];
  for (const code of counts)
    await expect
      .poll(
        async () => {
          const { value } = await ask<{ value: number | null }>(code);
          const { total } = await ask<{ total: { value: number } }>(`${code}/rows?limit=1`);
          return value !== null && value === total.value;
        },
        { message: code, timeout: 15_000 },
      )
      .toBe(true);
  const evaluated = await ask<{ value: number }>('evaluation-total');
  const { items } = await ask<{ items: { weight: number }[] }>('evaluation-total/rows?limit=200');
  const sum = items.reduce((all, { weight }) => all + weight, 0);
  expect(evaluated.value).toBeCloseTo(sum / items.length, 9);
}
