import { mountRecord } from '#kernel/module';
import { afterAccess, requireAccess, requireAddress, requireFeed, requireOwner } from './checks.ts';
import { Access, Feed, HealthDay, Interface, System, UseDay } from './records.ts';

export const mountedRecords = [
  mountRecord(System, { beforeWrite: requireAddress }),
  mountRecord(Interface, { beforeWrite: requireOwner }),
  mountRecord(Access, { beforeWrite: requireAccess, afterWrite: afterAccess }),
  mountRecord(Feed, { beforeWrite: requireFeed }),
  mountRecord(HealthDay),
  mountRecord(UseDay),
];
