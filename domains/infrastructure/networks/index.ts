export { Sharing, Tower } from './records.ts';
