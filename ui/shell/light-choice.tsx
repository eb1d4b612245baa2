import { useState } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { chooseLight, chosenLight, type Light } from '../theme/night.ts';

const title = { zh: '明暗', en: 'Light' };
const lights: Readonly<Record<Light, Text>> = {
  system: { zh: '随系统', en: 'System' },
  day: { zh: '日', en: 'Day' },
  night: { zh: '夜', en: 'Night' },
};

/** Day, night, or as the reader's system has it. */
export function LightChoice() {
  const say = useSay();
  const [light, setLight] = useState(chosenLight);
  return (
    <fieldset className="stack tight">
      <legend className="small quiet">{say(title)}</legend>
      <div className="row light-choice">
        {(Object.keys(lights) as Light[]).map((each) => (
          <label key={each} className="check">
            <input
              type="radio"
              name="light"
              checked={light === each}
              onChange={() => {
                chooseLight(each);
                setLight(each);
              }}
            />
            <span>{say(lights[each])}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
