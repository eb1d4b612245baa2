declare module 'vt-pbf' {
  interface TileFeature {
    /** 1 points, 2 lines, 3 polygons. */
    readonly type: 1 | 2 | 3;
    /** Points, or lines or rings of points, in whole units of the tile. */
    readonly geometry: readonly unknown[];
    readonly tags: Readonly<Record<string, string>>;
  }
  interface Options {
    readonly version?: number;
    readonly extent?: number;
  }
  const encode: {
    fromGeojsonVt(
      layers: Readonly<Record<string, { readonly features: readonly TileFeature[] }>>,
      options?: Options,
    ): Uint8Array;
  };
  export default encode;
  export type { TileFeature };
}
