export { comparatorKinds, type ComparatorKind, type Level } from './comparator-kinds.ts';
export { parseLinkageConfig, type Comparison, type LinkageConfig } from './config.ts';
export { link, type Linkage, type LinkOptions } from './link.ts';
export { LinkageError, type LinkageErrorCode } from './linkage-error.ts';
export { parseLinkageModel, type LinkageModel } from './model.ts';
export type { Sources } from './prepare.ts';
export type { LinkageSession } from './session.ts';
export { scoreAgainst, type TruthScore } from './truth.ts';
export { explain, type Explanation, type ExplainedComparison } from './explain.ts';
