/** Distances between all units, symmetric, nothing on the diagonal. */
export type Distances = readonly (readonly number[])[];

const at = (distances: Distances, one: number, other: number): number => distances[one]?.[other] ?? 0;

/** Of each unit its nearest medoid, as a place in the list of medoids. */
export function nearest(distances: Distances, medoids: readonly number[]): number[] {
  return distances.map((_, unit) => {
    let best = 0;
    for (const [place, medoid] of medoids.entries())
      if (at(distances, unit, medoid) < at(distances, unit, medoids[best] ?? 0)) best = place;
    return best;
  });
}

/** What all units are away from their nearest medoid. */
export const totalOf = (distances: Distances, medoids: readonly number[]): number =>
  distances.reduce(
    (sum, _, unit) => sum + Math.min(...medoids.map((medoid) => at(distances, unit, medoid))),
    0,
  );

function bestOf(
  candidates: readonly number[],
  cost: (unit: number) => number,
): { unit: number; cost: number } {
  let best = { unit: candidates[0] ?? 0, cost: Infinity };
  for (const unit of candidates) {
    const own = cost(unit);
    if (own < best.cost) best = { unit, cost: own };
  }
  return best;
}

/**
 * The units that stand best for groups of the others: partitioning around medoids, first chosen one by one, then exchanged
 * as long as that helps. Deterministic. O(k·n²) a round: for towns and departments, not for people.
 *
 * Kaufman and Rousseeuw, "Finding Groups in Data" (1990), chapter 2.
 * @param count how many groups, 1 to the number of units
 * @returns the medoids, ascending
 */
export function medoidsOf(distances: Distances, count: number): number[] {
  const units = distances.map((_, unit) => unit);
  let medoids: number[] = [];
  while (medoids.length < count) {
    const free = units.filter((unit) => !medoids.includes(unit));
    medoids = [...medoids, bestOf(free, (unit) => totalOf(distances, [...medoids, unit])).unit];
  }
  let total = totalOf(distances, medoids);
  for (;;) {
    const swaps = medoids.map((medoid) => {
      const others = medoids.filter((each) => each !== medoid);
      const free = units.filter((unit) => !medoids.includes(unit));
      const { unit, cost } = bestOf(free, (each) => totalOf(distances, [...others, each]));
      return { medoids: [...others, unit], cost };
    });
    const best = swaps.reduce((one, other) => (other.cost < one.cost ? other : one), {
      medoids,
      cost: total,
    });
    if (!(best.cost < total - 1e-12 * (1 + total))) return medoids.toSorted((one, other) => one - other);
    ({ medoids, cost: total } = best);
  }
}

/**
 * How much nearer each unit is to its own group than to the next: 1 well within, 0 between, below 0 in the wrong one.
 *
 * Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 20 (1987); a unit alone has 0.
 */
export function silhouettes(distances: Distances, groups: readonly number[]): number[] {
  const members = Map.groupBy(groups.keys(), (unit) => groups[unit] ?? 0);
  return groups.map((group, unit) => {
    const awayFrom = (of: readonly number[]) =>
      of.reduce((sum, each) => sum + at(distances, unit, each), 0) / of.length;
    const own = (members.get(group) ?? []).filter((each) => each !== unit);
    if (own.length === 0) return 0;
    const others = [...members].flatMap(([other, of]) => (other === group ? [] : [awayFrom(of)]));
    const [inside, outside] = [awayFrom(own), Math.min(...others)];
    const larger = Math.max(inside, outside);
    return larger > 0 ? (outside - inside) / larger : 0;
  });
}
