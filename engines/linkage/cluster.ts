/** A pair of records and what speaks for them being one, in bits. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
  /** It outweighs that its two records have different checked identifiers. */
  readonly overrules?: boolean;
}

export interface ClusterRules {
  /** Of a record, a text that no other record of its cluster may contradict: a checked identifier; undefined: none. */
  identifierOf(record: number): string | undefined;
  /** Of a record, the source that may be in a cluster only once; undefined: as often as it likes. */
  sourceOf(record: number): string | undefined;
  /** Bits of two records that were never compared, or found too unlike to be kept. */
  readonly absent: number;
}

export interface Clusters {
  /** The cluster of each record with company, named by its lowest record. */
  readonly of: ReadonlyMap<number, number>;
  /** Links that would have brought a contradiction into a cluster. */
  readonly refused: readonly Edge[];
}

interface Cluster {
  readonly members: number[];
  readonly identifiers: Set<string>;
  readonly sources: Set<string>;
}

const keyOf = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

const bothAlone = (one: Cluster, other: Cluster): boolean =>
  one.members.length === 1 && other.members.length === 1;

/** Would one of what may be there once be there twice? */
function contradict(one: Cluster, other: Cluster, overrules: boolean): boolean {
  for (const source of one.sources) if (other.sources.has(source)) return true;
  if (one.identifiers.size === 0 || other.identifiers.size === 0) return false;
  // What two records say together says nothing of a third.
  if (overrules && bothAlone(one, other)) return false;
  return new Set([...one.identifiers, ...other.identifiers]).size > 1;
}

/** What all pairs between two clusters say together. */
function evidence(
  one: Cluster,
  other: Cluster,
  weights: ReadonlyMap<string, number>,
  absent: number,
): number {
  let sum = 0;
  for (const a of one.members) for (const b of other.members) sum += weights.get(keyOf(a, b)) ?? absent;
  return sum;
}

const alone = (record: number, rules: ClusterRules): Cluster => {
  const identifier = rules.identifierOf(record);
  const source = rules.sourceOf(record);
  return {
    members: [record],
    identifiers: new Set(identifier === undefined ? [] : [identifier]),
    sources: new Set(source === undefined ? [] : [source]),
  };
};

function take(big: Cluster, small: Cluster): void {
  big.members.push(...small.members);
  for (const each of small.identifiers) big.identifiers.add(each);
  for (const each of small.sources) big.sources.add(each);
}

function namesOf(of: ReadonlyMap<number, Cluster>): Map<number, number> {
  const names = new Map<number, number>();
  for (const [record, { members }] of of) if (members.length > 1) names.set(record, Math.min(...members));
  return names;
}

/**
 * Joins records along their links, the surest first, and never so that a cluster contradicts itself: two different
 * checked identifiers (unless the link of two records that are both still alone outweighs them), two records of a source that holds each thing once (which makes the links one-to-one, the
 * best first), or two groups whose pairs taken together speak against it.
 *
 * @param links pairs that are links by themselves
 * @param weights of all compared pairs, links and others, for the evidence between groups
 */
export function cluster(links: readonly Edge[], weights: readonly Edge[], rules: ClusterRules): Clusters {
  const of = new Map<number, Cluster>();
  const known = new Map(weights.map(({ a, b, weight }) => [keyOf(a, b), weight]));
  const refused: Edge[] = [];
  const at = (record: number): Cluster => {
    const found = of.get(record) ?? alone(record, rules);
    of.set(record, found);
    return found;
  };
  const inOrder = links.toSorted((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  for (const edge of inOrder) {
    const [one, other] = [at(edge.a), at(edge.b)];
    if (one === other) continue;
    if (contradict(one, other, edge.overrules ?? false) || evidence(one, other, known, rules.absent) < 0) {
      refused.push(edge);
      continue;
    }
    const [big, small] = one.members.length >= other.members.length ? [one, other] : [other, one];
    take(big, small);
    for (const record of small.members) of.set(record, big);
  }
  return { of: namesOf(of), refused };
}
