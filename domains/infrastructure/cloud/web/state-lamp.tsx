import { Lamp, type LampColour, useSay } from '#ui';
import type { QuotaRequest } from '../contract.ts';
import { words } from './estate-words.ts';

const colours: Readonly<Record<QuotaRequest['state'], LampColour>> = {
  asked: 'amber',
  granted: 'green',
  refused: 'red',
  'taken-back': 'grey',
};

/** How a request stands. */
export function StateLamp({ state }: Pick<QuotaRequest, 'state'>) {
  const say = useSay();
  return <Lamp colour={colours[state]}>{say(words[`state-${state}`])}</Lamp>;
}
