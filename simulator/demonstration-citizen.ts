import { isRecorded } from './departments/health.ts';
import { isInsured } from './departments/insured.ts';
import type { Given } from './mistakes/plant.ts';
import { people, type Peopled } from './people/people.ts';
import type { Person } from './people/person.ts';
import { referenceDay } from './days.ts';

const mostCandidates = 200;

const isGrownUp = ({ birth }: Person): boolean =>
  referenceDay - birth > 30 * 366 && referenceDay - birth < 55 * 365;

/** Looks for somebody whom three departments know without a mistake, in the middle of the registered. */
export class CitizenSearch {
  readonly #candidates = new Map<number, Person>();

  constructor(peopled: Peopled) {
    const from = Math.floor(peopled.extent.registered / 3);
    for (const person of people(peopled)) {
      if (this.#candidates.size >= mostCandidates || !person.registered) return;
      if (person.index < from || !isGrownUp(person) || person.homonymOf !== null || !person.mobile) continue;
      if (isInsured(peopled, person) && isRecorded(peopled, person))
        this.#candidates.set(person.index, person);
    }
  }

  see({ planted }: Given): void {
    if (!planted) return;
    this.#candidates.delete(planted.about);
    if (planted.other !== undefined) this.#candidates.delete(planted.other);
  }

  found(): { citizenId: string; name: string } | null {
    const [first] = this.#candidates.values();
    return first ? { citizenId: first.citizenId, name: first.name } : null;
  }
}
