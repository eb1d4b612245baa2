import type { Link, LinkKind } from '#engines/project-network';

const one = /^([A-Z0-9]{1,12}?)\s*(FS|SS|FF|SF)?\s*([+-]\s*\d{1,4})?$/;

/**
 * What an activity waits for, as planners write it: `A01; A02SS+3; B1FF-2` (short codes, kind of link, days).
 * @returns undefined where it cannot be read
 */
export function readPredecessors(text: string | null | undefined): Link[] | undefined {
  const parts = (text ?? '').split(/[;；,，、]/).map((part) => part.trim().toUpperCase());
  const links = parts
    .filter((part) => part !== '')
    .map((part): Link | undefined => {
      const [, id, kind = 'FS', lag = '0'] = one.exec(part) ?? [];
      return id === undefined
        ? undefined
        : { id, kind: kind as LinkKind, lag: Number(lag.replace(/\s/g, '')) };
    });
  return links.some((link) => link === undefined) ? undefined : links.filter((link) => link !== undefined);
}
