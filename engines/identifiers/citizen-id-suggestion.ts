import { citizenIdCheck, citizenIdFault } from './citizen-id.ts';
import type { CitizenIdOptions } from './citizen-id.ts';

export interface CitizenIdSuggestion {
  number: string;
  /** `check-character`: only the last character is changed. `transposition`: two neighbours change places. */
  reason: 'check-character' | 'transposition';
}

/**
 * What a wrong number may have been, for a person to confirm; never to be applied unasked.
 * When only the check is off: the right last character. Also the one exchange of two neighbours that makes the number
 * right, if there is exactly one. Two answers mean that both are possible; none, that nothing simple explains it.
 */
export function suggestCitizenId(number: string, options: CitizenIdOptions = {}): CitizenIdSuggestion[] {
  const fault = citizenIdFault(number, options);
  if (fault === null || number.length !== 18) return [];
  const suggestions: CitizenIdSuggestion[] = [];
  if (fault === 'check') {
    const digits = number.slice(0, 17);
    suggestions.push({ number: digits + citizenIdCheck(digits), reason: 'check-character' });
  }
  const [exchanged, ...others] = validExchanges(number, options);
  if (exchanged !== undefined && others.length === 0) {
    suggestions.push({ number: exchanged, reason: 'transposition' });
  }
  return suggestions;
}

function validExchanges(number: string, options: CitizenIdOptions): string[] {
  const found: string[] = [];
  for (let at = 0; at < 17; at++) {
    const left = number.charAt(at);
    const right = number.charAt(at + 1);
    if (left === right) continue;
    const candidate = number.slice(0, at) + right + left + number.slice(at + 2);
    if (citizenIdFault(candidate, options) === null) found.push(candidate);
  }
  return found;
}
