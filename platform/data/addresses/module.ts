import { defineModule, mount, mountRecord } from '#kernel/module';
import { addressMerged, operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { Address } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'addresses',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'codes'],
  permissions: { 'addresses:read': texts.read, 'addresses:write': texts.write },
  mounted: mount(operations, handlers),
  records: [mountRecord(Address)],
  events: [addressMerged],
});
