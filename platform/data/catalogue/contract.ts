import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Dataset } from './dataset.ts';

export { Dataset, DatasetField } from './dataset.ts';

export const operations = {
  datasets: operation({
    method: 'GET',
    path: '/datasets',
    summary: { zh: '可汇集的数据集', en: 'Datasets that departments hand in' },
    permission: 'catalogue:read',
    query: z.object({ provider: z.string().optional() }),
    result: z.object({ items: z.array(Dataset) }),
  }),
  dataset: operation({
    method: 'GET',
    path: '/datasets/:code',
    summary: { zh: '一个数据集的信息项', en: 'One dataset with its fields' },
    permission: 'catalogue:read',
    params: z.object({ code: z.string() }),
    result: Dataset,
  }),
};
