/** Entries of one transaction, where there are many: what an import or a change of many rows notes. */
export const atOnce = 100;

/** Requests at once, each with one entry of its own. */
export const readers = 50;

/** The `index`th look at one person, as a record's page notes it. */
export const entryOf = (index: number) =>
  ({
    action: 'read',
    resource: 'registers.person',
    basis: 'registers:read',
    purpose: 'bench',
    subjects: [`P${String(index % 50_000).padStart(9, '0')}`],
    detail: { operation: 'get', fields: 'masked', count: 1 },
  }) as const;
