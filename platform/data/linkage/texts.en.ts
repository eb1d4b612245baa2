import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Linking rows without a number',
  read: 'See the links of rows without a number',
  reveal: 'See personal values unmasked to decide',
  decide: 'Decide whether two records are one person',
  settle: 'Settle what two disagree on, take back what others decided',
  train: 'Train a linkage model (propose a version)',
  approve: 'Put a linkage model in force',
  run: 'Run the linkage',
} satisfies typeof zh;
