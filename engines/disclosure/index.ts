export { errorOf, laplaceNoise, privateCounts, type Privacy } from './noise.ts';
export { secureRandom, uniformBelow, type RandomSource } from './random.ts';
export { suppress, type Suppressed } from './suppress.ts';
export { mostCells, mostDimensions, withMargins, type Table } from './table.ts';
