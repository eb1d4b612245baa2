/** The words of this module, each in both languages. */
export const texts = {
  module: { zh: '工作流', en: 'Workflow' },
  afterJob: { zh: '办理后续事项', en: 'What follows an act' },
  sayParties: { zh: '补记待办的委托人', en: 'Say in whose place tasks are done' },
  partiesSaid: { zh: '核对了 {count} 件', en: '{count} matters gone through' },
  paper: { zh: '决定文书', en: 'paper of a decision' },
  own: { zh: '查看自己办的事走到哪一步', en: 'See where one’s own matters are' },
};
