import type { zh } from './texts.zh.ts';

export const en = {
  altered: 'Entry {sequence} was altered: it does not match its hash.',
  removed: 'Entry {sequence} was removed: {next} comes after the one before.',
  truncated: 'The log was cut from entry {sequence} on: a signed head proves entries up to {last}.',
  rewritten: 'Among entries {sequence} to {last} something was rewritten: they contradict a signed head.',
  subjectsAltered: 'The index of whose data entry {sequence} was about was altered.',
  headForged: 'The head of size {size} is not signed by a trusted key.',
  headMissing: 'The head of size {size} stands outside of the database and was removed inside.',
  outsideMissing: 'The head of size {size} has no copy outside of the database.',
  outsideUnreadable: 'Line {line} of the copy of the heads outside of the database cannot be read.',
  noHead: 'The ledger has no entry yet.',
  unknownSize: 'There is no such tree: sizes run from 1 to {size}.',
  verified: 'The ledger is whole: {size} entries, {heads} heads.',
  broken: 'The ledger has {count} faults: {first}',
  entries: 'entries',
} satisfies typeof zh;
