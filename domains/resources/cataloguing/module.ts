import { defineModule, mount, mountRecord } from '#kernel/module';
import { catalogueFile } from '#platform/data/catalogue';
import { operations } from './contract.ts';
import { descriptions } from './process.ts';
import { Description, Item } from './records.ts';
import { putOffice } from './store.ts';
import { texts } from './texts.ts';
import { beforeDescription, beforeDescriptionGoes, beforeItem, beforeItemGoes } from './writing.ts';

export default defineModule({
  id: 'cataloguing',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'codes', 'catalogue', 'workflow'],
  permissions: {
    'cataloguing:read': texts.read,
    'cataloguing:describe': texts.describe,
    'cataloguing:review': texts.review,
  },
  records: [
    mountRecord(Description, { beforeWrite: beforeDescription, beforeWithdraw: beforeDescriptionGoes }),
    mountRecord(Item, { beforeWrite: beforeItem, beforeWithdraw: beforeItemGoes }),
  ],
  mounted: mount(operations, { own: descriptions.handler, review: descriptions.handler }),
  contributes: descriptions.contributions,
  async load(city, context) {
    await putOffice(context.db, city.get(catalogueFile).office);
  },
});
