import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Data quality',
  read: "See findings of one's organisation",
  mend: "Mend findings of one's organisation",
  fetch: 'Fetch datasets that other organisations share, personal data masked',
  manage: 'Decide contested findings',
  rules: 'Make rules by which data is checked',
  notYours: 'This dataset belongs to another organisation.',
  unfit: 'The rule does not fit its dataset.',
  unknownField: 'The dataset has no such field.',
  wrongType: 'The field is of a type that this kind of rule cannot look at.',
  ofTheCity: "This rule stands in the city's files and is changed there; one may state another beside it.",
  ruleChanged: 'Somebody changed the rule meanwhile. Load it again, then change it.',
  ruleWithdrawn: 'The rule is withdrawn. Put it in force again, then change it.',
  noBatch: 'Nothing was handed in for this dataset yet: there is nothing to try or check.',
  lapsedByRule: 'Checked again after a change of the rules, the row is in order.',
  problem: 'Problem',
  suggestion: 'Suggestion',
} satisfies typeof zh;
