export { cosine, directionOf, weightsOf, wordsInCommon, type Direction, type Weights } from './likeness.ts';
export { folded, grams, isHan, partsOf } from './parts.ts';
