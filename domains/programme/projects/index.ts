export { Project } from './records.ts';
