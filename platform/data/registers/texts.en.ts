import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Registers',
  read: 'See the registers of people and companies, personal data masked',
  reveal: 'See personal data unmasked, for a stated purpose',
  file: 'See, for a stated purpose, what others keep of a person or company',
  regroup: 'Propose and decide that persons are one, or one is two',
  population: 'See figures of population, small ones left out',
  grids: 'See which houses lie in which grid',
  gridsWrite: 'Say which houses lie in which grid',
  resources: 'See the register of natural resources',
  resourcesWrite: 'Register natural resources',
  self: 'See what the city has on oneself',
} satisfies typeof zh;
