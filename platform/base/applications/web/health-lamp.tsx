import { Lamp, type LampColour, useSay } from '#ui';
import { words } from './words.ts';

const colours: Readonly<Record<string, LampColour>> = { up: 'green', shaky: 'amber', down: 'red' };

/** Whether a system answers. */
export function HealthLamp({ health }: { readonly health: 'up' | 'shaky' | 'down' | null }) {
  const say = useSay();
  return <Lamp colour={colours[health ?? ''] ?? 'grey'}>{say(words[`health-${health ?? 'unknown'}`])}</Lamp>;
}
