import { Lamp, useSay, type LampColour } from '#ui';
import type { State } from '../rules.ts';
import { stateWords } from './words.ts';

const colours: Readonly<Record<State, LampColour>> = {
  waiting: 'amber',
  overdue: 'red',
  answered: 'green',
  'answered-late': 'grey',
};

export function QuestionState({ state }: { readonly state: State }) {
  const say = useSay();
  return <Lamp colour={colours[state]}>{say(stateWords[state])}</Lamp>;
}
