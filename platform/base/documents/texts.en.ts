import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Documents',
  read: 'See the papers of the department',
  issue: 'Issue and revoke papers',
  templates: 'Keep the templates of papers',
  attach: 'Hand in attachments',
  archive: 'Archive papers and dispose of them',
  paper: 'paper',
  template: 'template',
  templateUnpublished: 'This template has no published version, so nothing can be issued by it.',
  noDraft: 'This template has no draft.',
  draftMoved: 'Somebody saved the template a moment ago. Open it again before you change it.',
  cityTemplate:
    "This template comes from the city's file papers.yaml: change it there, or save under another code.",
  invalid: 'Some values need putting right. No number was taken and nothing was printed.',
  tooLong:
    'Filled in, the paper has more than {most} characters. No number was taken and nothing was printed. Shorten it, or attach a file.',
  tooManyUntied:
    'What you uploaded and have not handed in yet is more than {megabytes} MB. Nothing was kept. Hand it in first, or send this later.',
  erasedTitle: '(disposed of)',
  notIssuer: 'Only the organisation named by the template issues it.',
  noOrganisation: 'The post you act in belongs to no organisation, so you cannot issue papers.',
  keyTaken: 'This request key was used for other content. Take another key.',
  notReady: 'This paper is not printed yet. Send the same request again.',
  gone: 'The time of this paper was over and it was disposed of. Only the entry of the disposal is left.',
  revokeState: 'Only a paper that is issued or archived can be revoked.',
  kindUnknown: 'There is no such kind of attachment: {kind}',
  fileUnknown: 'What this file is cannot be told. Taken here: {files}. Nothing was kept.',
  fileNotAllowed: 'Such files ({found}) are not taken here. Taken: {files}. Nothing was kept.',
  tooLarge: 'The file is larger than the limit of {bytes} bytes. Nothing was kept.',
  fileEmpty: 'The file is empty. Nothing was kept.',
  'danger-active-content':
    'The file holds content that runs or is fetched by itself ({what}). Nothing was kept. Save it as a plain file and send that.',
  'danger-bomb': 'Unpacked, the file grows too large ({what}). Nothing was kept.',
  'danger-encrypted':
    'The file is encrypted and cannot be looked into. Nothing was kept. Take the password off first.',
  'danger-broken': 'The file is damaged or not whole. Nothing was kept.',
  infected: 'The virus scanner found {name}. Nothing was kept.',
  scannerDown: 'The virus scanner does not answer. Nothing was kept; send the file again later.',
  nothingToTransfer: 'No paper up to that day waits for its transfer.',
  notExpired:
    'The list holds papers whose time is not over, that are kept for ever, or of others. Nothing was proposed.',
  disposalDecided: 'This list is decided already.',
  sameHand: 'Whoever proposed the disposal cannot approve it. Another person must.',
  disposal: 'disposal list',
  transfer: 'transfer list',
  disposalTask: 'Decide on a disposal list: {count} papers',
  disposalDone: 'disposed of',
  disposalRefused: 'refused',
  attachment: 'attachment',
  attachmentNotYours:
    'An attachment is not yours, belongs to something else, or was removed because it was not handed in for a month. Take it out and send it again.',
} satisfies typeof zh;
