/** Papers with number, seal and code to verify; attachments that are what they say; the archive. */
export { attachmentsOf, attachTo, keepAttachments, openAttachment, openPaper } from './faces.ts';
export { takeIn } from './attach/take-in.ts';
export { issuePaper, previewPaper, type PaperAsked } from './issue.ts';
export { printTables, type Tables, type TablesPart } from './print/print-tables.ts';
export type { FileKind } from './attach/sniff.ts';
export {
  attachmentKindPoint,
  scannerPoint,
  sealPoint,
  type AttachmentKind,
  type Scanner,
  type SealAdapter,
  type Sealed,
} from './points.ts';
/** For tests and whoever composes a city of some modules. */
export { default as documentsModule } from './module.ts';
