type Given = Readonly<Record<string, unknown>>;

/** The city that a division of GB/T 2260 lies in: its first six digits. */
export const cityCodeOf = (division: string): string => division.slice(0, 6);

/** A tower that is said to be in use has been built. A file that leaves state or date out says nothing of it. */
export const isBuilt = ({ state, builtOn }: Given, today: string): boolean =>
  state !== 'in-use' || builtOn === undefined || (typeof builtOn === 'string' && builtOn <= today);

export const endsInTime = ({ startsOn, endsOn }: Given): boolean =>
  typeof startsOn !== 'string' || typeof endsOn !== 'string' || startsOn <= endsOn;
