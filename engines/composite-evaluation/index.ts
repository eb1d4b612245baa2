export { mostCompared, priorities, reciprocalMatrix, tolerableRatio, type Priorities } from './pairwise.ts';
export { entropyWeights } from './entropy.ts';
export { normalise, type Normalisation } from './normalise.ts';
export { shrink, type Counted, type Shrunk } from './shrink.ts';
export { ranksOf, sharedWeights, totalOf, type Evaluated, type Part } from './composite.ts';
export { simulateRanks, type RankRange, type Simulated, type Uncertain } from './uncertainty.ts';
export { explainChange, explainRank, type Effect, type Passing } from './explain.ts';
