import { z } from 'zod';
import { defineCityFile } from '#kernel/city';
import { Checklist } from './shapes.ts';

/** What is looked at, item by item. A changed list is a new version; a visit keeps the one it was drawn with. */
export const checklistsFile = defineCityFile({
  path: 'checklists.yaml',
  format: 'yaml',
  title: { zh: '检查表', en: 'Checklists' },
  schema: z.array(Checklist.omit({ version: true })),
});
