/** Why was it looked at: a citizen's question to an entry of the ledger, and the office's answer. */
export type { Question } from './contract.ts';
/** For tests and whoever composes a city of some modules. */
export { default as questionsModule } from './module.ts';
