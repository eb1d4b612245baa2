import type { Context } from '#kernel/context';
import { prefillPoint, type PrefilledValue } from './points.ts';

/**
 * Values for items that registers of this city keep, about the actor. An item that nobody keeps has none.
 * @param items `person.name`
 */
export async function prefillFor(
  context: Context,
  items: readonly string[],
): Promise<readonly PrefilledValue[]> {
  const found: PrefilledValue[] = [];
  for (const source of context.contributions(prefillPoint)) {
    const wanted = items.filter((item) => source.items.includes(item));
    if (wanted.length > 0) found.push(...(await source.valuesFor(context, wanted)));
  }
  return found;
}
