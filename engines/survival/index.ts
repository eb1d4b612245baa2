export { accuracyOf, calibrationOf, type Accuracy, type Foretold, type Tenth } from './accuracy.ts';
export { curveOf, type Curve, type Drawn, type Life, type Step } from './curve.ts';
export { logRank, type LogRank } from './log-rank.ts';
export { goesOn, meanRemaining, medianRemaining, stepAt, watchedAfter, type Share } from './read.ts';
