import { BaseSequencer } from 'vitest/node';

/**
 * Files that take half a minute: whoever begins with them has no worker left alone with one at the end. The runner orders by
 * the size of a file, which says little of its time, and knows times only where it has run before.
 */
const long = [
  'tests/e2e/accessibility',
  'kernel/db/embedded.embedded',
  'domains/infrastructure/cloud/backup.embedded',
  'kernel/events/events.embedded',
  'platform/data/sources/killed',
  'tests/contract/policy/records',
  'engines/tabular/row-kernel',
  'domains/infrastructure/cloud/backup',
  'domains/infrastructure/cloud/drill',
  'tests/contract/quality-loop',
  'tests/contract/policy/operations',
  'platform/data/sources/mqtt',
  'platform/data/sources/nats',
  'platform/data/quality/kinds',
  'apps/server/seed',
  'apps/server/through-crashes',
  'platform/base/ledger/tamper',
  'platform/base/scheduling/interleavings',
].map((name) => `/${name}.test.ts`);

type Files = Parameters<BaseSequencer['sort']>[0];

export class LongestFirst extends BaseSequencer {
  override async sort(files: Files): Promise<Files> {
    const place = ({ moduleId }: Files[number]): number => {
      const at = long.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
