import { z } from 'zod';
import { defineCityFile } from '#kernel/city';
import { Text } from '#kernel/texts';

/** Invented restaurants and inspectors to try inspections with; a real city's come by form or import. */
export const restaurantsFile = defineCityFile({
  path: 'restaurants.yaml',
  format: 'yaml',
  title: { zh: '示范餐饮单位（虚构）', en: 'Restaurants to try (invented)' },
  schema: z.strictObject({
    organisation: z.string(),
    inspectors: z.array(z.strictObject({ code: z.string(), account: z.string(), name: z.string() })),
    restaurants: z.array(
      z.strictObject({ code: z.string(), name: Text, address: z.string(), division: z.string() }),
    ),
  }),
});
