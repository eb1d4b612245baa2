import { z } from 'zod';
import { operation } from '#kernel/operation';
import { documentKinds } from './records.ts';

export { documentKindNames, documentKinds } from './records.ts';

export const documentOperations = {
  addDocument: operation({
    method: 'POST',
    path: '/undertakings/:code/documents',
    summary: { zh: '登记项目文件', en: 'Add a file to an undertaking' },
    permission: 'projects:write',
    params: z.object({ code: z.string().max(40) }),
    body: z.strictObject({
      attachment: z.string().max(64).describe('handed in before, of the kind projects.document'),
      kind: z.enum(documentKinds),
      title: z.string().trim().min(2).max(200),
    }),
    result: z.object({ id: z.string() }),
  }),
  documentFile: operation({
    method: 'GET',
    path: '/documents/:id/file',
    summary: { zh: '下载项目文件', en: 'The file of a document' },
    permission: 'projects:read',
    params: z.object({ id: z.string().max(64) }),
    result: z.unknown(),
    download: true,
  }),
} as const;
