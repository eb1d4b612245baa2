export { plainText, readMarkdown, type Block, type Span } from './read.ts';
