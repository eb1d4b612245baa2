import { inject } from 'vitest';

/** Where a test keeps its data: on the run's server PostgreSQL, or in an embedded database of its own. */
export type TestStore = { readonly kind: 'server'; readonly url: string } | { readonly kind: 'embedded' };

/** The store of the running test file: what its vitest project asks for, embedded wherever there is no server. */
export function testStore(): TestStore {
  const url = inject('preferredStore') === 'server' ? inject('testServer') : null;
  return url === null ? { kind: 'embedded' } : { kind: 'server', url };
}
