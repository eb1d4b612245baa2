import type { zh } from './texts.zh.ts';

export const en = {
  altered: 'Entry {sequence} was altered: it does not match its hash.',
  removed: 'Entry {sequence} was removed: {next} comes after the one before.',
  truncated: 'The log was cut from entry {sequence} on: a signed head proves entries up to {last}.',
  rewritten: 'Among entries {sequence} to {last} something was rewritten: they contradict a signed head.',
  subjectsAltered: 'The index of whose data entry {sequence} was about was altered.',
  headForged: 'The head of size {size} is not signed by a trusted key.',
  headMissing: 'The head of size {size} stands in {place} and was removed inside.',
  outsideMissing: 'The head of size {size} has no copy in {place}.',
  outsideUnreadable: 'Line {line} of {place} cannot be read.',
  forked: 'There are two signed heads of size {size} with different roots: the log has forked.',
  chunkAltered:
    'A stored hash of the entries from {sequence} on was altered: proofs made from it are worthless.',
  treeAltered: 'The note of how far the log is sealed was altered: recomputed there are {size} entries.',
  verificationAltered: 'The outcome of an earlier verification was altered or removed ({at}).',
  guardMissing: 'What keeps {name} from being changed was taken away.',
  fork: 'This head contradicts what this installation bore witness of before: the log forked or was cut. It was kept.',
  unproven: 'The proof must start from the {size} entries that the witness knew last.',
  unsigned: 'The head is not signed by the key that it names.',
  told: '{count} witnesses were told',
  tellFailed: '{count} witnesses did not confirm: {first}',
  noHead: 'The ledger has no entry yet.',
  unknownSize: 'There is no such tree: sizes run from 1 to {size}.',
  verified: 'The ledger is whole: {size} entries, {heads} heads.',
  broken: 'The ledger has {count} faults: {first}',
  entries: 'entries',
} satisfies typeof zh;
