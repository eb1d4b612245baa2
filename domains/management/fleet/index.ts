export { Terminal, Vehicle } from './records.ts';
