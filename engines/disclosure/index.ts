export { errorOf, laplaceNoise, privateCounts, type Privacy } from './noise.ts';
export { secureRandom, uniformBelow, type RandomSource } from './random.ts';
export { suppress, type Suppressed } from './suppress.ts';
export {
  isMargin,
  linesOf,
  mostCells,
  mostDimensions,
  mostHiding,
  stridesOf,
  withMargins,
  type Table,
} from './table.ts';
