import type { zh } from './texts.zh.ts';

export const en = {
  table: 'code table',
  code: 'code',
  manage: 'Keep the code tables',
  ofTheCity: 'This comes from the city’s files: change it there. Nothing was changed here.',
  parentUnknown: 'There is no such broader code in the table.',
  parentCircle: 'A code cannot stand above itself.',
  period: 'The end lies after the beginning.',
  tableUnknown: 'There is no such code table. Make the table first.',
  key: 'The key is “table:code”; of a former meaning with “@” and the day it ended.',
  mappingKey: 'The key is “from table:code>to table:code”.',
  codeUnknown: 'The table has no such code.',
  noMeaning: 'The code {code} means nothing on {on}.',
} satisfies typeof zh;
