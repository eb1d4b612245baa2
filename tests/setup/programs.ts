/**
 * Test files that start programs (brokers, servers of other makers, the platform in processes that are killed) and wait for
 * them more than they work. They take what the end-to-end tests leave of the processors; the others leave nothing.
 */
export const withPrograms: readonly string[] = [
  'apps/server/through-crashes.test.ts',
  'domains/infrastructure/cloud/{backup,drill}.test.ts',
  'kernel/events/order.test.ts',
  'kernel/jobs/nodes.test.ts',
  'platform/data/exchange/changes/broker.test.ts',
  'platform/data/sources/{killed,mqtt,mysql,nats,nats-doors,nats-gaps,sftp}.test.ts',
  'tests/contract/nodes/*.test.ts',
];
