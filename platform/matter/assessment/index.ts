/** Gates that registers are asked; panels of people drawn from a list, who judge by criteria, each alone. */
export { panelComplete } from './events.ts';
export { gatePoint, held, judgeRules, type Gate, type GateAsked, type Judgement } from './gates.ts';
export { dropPanel, giveScores, openPanel, openSeats, type PanelOpened } from './panel.ts';
export { Reviewer } from './records.ts';
export { verdictOf, withTold } from './rules.ts';
export type { Fact } from './shapes.ts';
/** For tests and whoever composes a city of some modules. */
export { default as assessmentModule } from './module.ts';
