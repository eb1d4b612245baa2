import type { Page } from 'playwright-core';

/** Presses the first button of that name. */
export const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

/** Fills in fields by their labels: what a list offers is chosen. */
export async function fillIn(page: Page, said: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(said)) {
    const field = page
      .getByLabel(label, { exact: true })
      .or(page.getByLabel(new RegExp(`^${label}\\s*（`)))
      .first();
    const isList =
      (await field.evaluate(({ tagName }: { readonly tagName: string }) => tagName)) === 'SELECT';
    await (isList ? field.selectOption(value) : field.fill(value));
  }
}
