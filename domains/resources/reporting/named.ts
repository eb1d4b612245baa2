import type { Sheet } from './contract.ts';

/** What whoever looks at a sheet sees named on it: they agree to this, and hand in to these. */
export const namedOn = ({ returns, list }: Sheet) => ({
  returns: returns.map(({ code }) => code),
  datasets: [...new Set(list.flatMap(({ dataset }) => dataset?.code ?? []))],
});
