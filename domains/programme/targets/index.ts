export { Figure } from './records.ts';
