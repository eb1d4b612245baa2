import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Addresses',
  read: 'Read an address, see the register of standard addresses',
  write: 'Enter, merge and abolish standard addresses',
  unknown:
    'The town or village in it does not exist, or does not lie where it is said to. Check it, then enter it again.',
  several: 'More than one place is written like this. Write town and village in full.',
  vague:
    'It says too little for a code: at least the village and a house number (or an estate, a building) are needed.',
  elsewhere: 'This address lies outside of the city and does not belong into its register.',
  notInUse: 'Address {code} is abolished or merged into another and cannot be changed.',
  same: 'An address cannot be merged into itself. Give the code of another.',
  outsideScope: 'This address lies outside of the divisions you are responsible for. It was not entered.',
} satisfies typeof zh;
