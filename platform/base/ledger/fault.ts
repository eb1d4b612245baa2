import type { Text } from '#kernel/texts';
import { fill } from '#kernel/texts';
import type { LedgerFault } from './contract.ts';
import { texts } from './texts.ts';

type Kind = LedgerFault['kind'];

const words: Readonly<Record<Kind, Text>> = {
  altered: texts.altered,
  removed: texts.removed,
  truncated: texts.truncated,
  rewritten: texts.rewritten,
  'subjects-altered': texts.subjectsAltered,
  'head-forged': texts.headForged,
  'head-missing': texts.headMissing,
  'outside-missing': texts.outsideMissing,
  'outside-unreadable': texts.outsideUnreadable,
  forked: texts.forked,
  'chunk-altered': texts.chunkAltered,
  'tree-altered': texts.treeAltered,
  'verification-altered': texts.verificationAltered,
  'guard-missing': texts.guardMissing,
};

export const fault = (
  kind: Kind,
  sequence: number | null,
  values: Readonly<Record<string, string | number>> = {},
): LedgerFault => ({
  kind,
  sequence,
  detail: fill(words[kind], { sequence: sequence ?? '', ...values }),
});
