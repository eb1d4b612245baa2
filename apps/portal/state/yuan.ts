/** Whole fen as yuan: 1234567 as `12,345.67`, 1200000 as `12,000`. */
export function yuan(fen: number): string {
  const whole = String(Math.floor(fen / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fen % 100 === 0 ? whole : `${whole}.${String(fen % 100).padStart(2, '0')}`;
}
