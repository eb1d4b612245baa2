import { fenOf } from '#kernel/money';
import { isSound, type Band } from './share.ts';

/** Basis points of a per cent with at most two decimals. */
function pointsOf(percent: string): number | undefined {
  const points = fenOf(percent.replace(/%$/, '').trim());
  return points !== undefined && points >= 0 && points <= 10_000 ? points : undefined;
}

/**
 * Bands as they are written: `1000000:5; 3000000:8; 10` — to a million yuan 5 %, from there to three million 8 %, above 10 %.
 * @returns undefined where they cannot be read, do not rise, or have no open end
 */
export function readBands(text: string): Band[] | undefined {
  const bands = text
    .split(/[;；]/)
    .map((part) => part.trim().replaceAll('：', ':'))
    .filter((part) => part !== '')
    .map((part): Band | undefined => {
      const [first = '', second] = part.split(':');
      const points = pointsOf(second ?? first);
      const upToFen = second === undefined ? null : fenOf(first);
      return points === undefined || upToFen === undefined ? undefined : { upToFen, points };
    });
  const known = bands.filter((band) => band !== undefined);
  return known.length === bands.length && known.length > 0 && isSound(known) ? known : undefined;
}
