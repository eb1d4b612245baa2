/** How often is asked where the platform tells of no change. */
export const askingMs = 15_000;
/** What changes with the city's files only, and what is over. */
export const rarelyMs = 10 * 60_000;
