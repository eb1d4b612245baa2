export { Control } from './records.ts';
