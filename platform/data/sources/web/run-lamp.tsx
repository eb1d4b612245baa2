import { Lamp, useSay, type LampColour } from '#ui';
import { stateNames, type RunState } from '../contract.ts';

const colours: Readonly<Record<RunState, LampColour>> = {
  waiting: 'blue',
  running: 'blue',
  collected: 'green',
  unchanged: 'green',
  nothing: 'green',
  held: 'amber',
  refused: 'grey',
  unreachable: 'red',
  failed: 'red',
  cancelled: 'grey',
};

export function RunLamp({ state }: { readonly state: RunState }) {
  const say = useSay();
  return <Lamp colour={colours[state]}>{say(stateNames[state])}</Lamp>;
}

export const isGoing = (state: RunState | undefined): boolean => state === 'waiting' || state === 'running';
