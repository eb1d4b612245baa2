/** How large a simulated city is. */
export interface Extent {
  /** People in all: registered ones, then people from elsewhere. */
  readonly people: number;
  readonly registered: number;
  readonly companies: number;
  /** Factor on the rates of planted mistakes: a handful of rows needs more of them to show every kind. */
  readonly mistakes: number;
}

/**
 * `town` and `city` stand to each other as the plan counts them: 830,000 registered of 1.25 million.
 * `tiny` is for tests, `district` and `bench2m` for measurements only.
 */
export const extents = {
  tiny: { people: 300, registered: 200, companies: 40, mistakes: 12 },
  town: { people: 20_000, registered: 13_280, companies: 1600, mistakes: 1 },
  district: { people: 100_000, registered: 66_400, companies: 8000, mistakes: 1 },
  city: { people: 1_250_000, registered: 830_000, companies: 100_000, mistakes: 1 },
  bench2m: { people: 2_000_000, registered: 1_328_000, companies: 160_000, mistakes: 1 },
} as const satisfies Readonly<Record<string, Extent>>;

export type SimulatedSize = keyof typeof extents;

export const simulatedSizes = [
  'tiny',
  'town',
  'district',
  'city',
  'bench2m',
] as const satisfies readonly SimulatedSize[];
