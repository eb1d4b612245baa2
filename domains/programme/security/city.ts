import { z } from 'zod';
import { defineCityFile } from '#kernel/city';
import { Text } from '#kernel/texts';

export const checklistFile = defineCityFile({
  path: 'graded-protection.yaml',
  format: 'yaml',
  title: { zh: '等保测评清单', en: 'Checklist of graded protection' },
  schema: z.strictObject({
    standard: z.string(),
    level: z.int().min(1).max(4),
    reconstructed: z.literal(true),
    controls: z
      .array(
        z.strictObject({
          clause: z.string().regex(/^\d+(\.\d+)+(-[a-z])?$/),
          title: Text,
        }),
      )
      .min(1),
  }),
});
