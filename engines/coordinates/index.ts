/** Longitude and latitude in degrees. */
export type LonLat = readonly [longitude: number, latitude: number];

/** The ellipsoid of Krassowsky, which the shift is reckoned on. */
const axis = 6_378_245;
const flat = 0.006_693_421_622_965_943;
const radian = Math.PI / 180;

const wave = (x: number, parts: readonly (readonly [number, number])[]): number =>
  (parts.reduce((sum, [height, length]) => sum + height * Math.sin((x * Math.PI) / length), 0) * 2) / 3;

/** By how many degrees GCJ-02 lies beside WGS 84 at a place in China. */
function shift([longitude, latitude]: LonLat): LonLat {
  const [x, y] = [longitude - 105, latitude - 35];
  const root = Math.sqrt(Math.abs(x));
  const common = wave(x, [
    [20, 1 / 6],
    [20, 1 / 2],
  ]);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    wave(y, [
      [20, 1],
      [40, 3],
      [160, 12],
      [320, 30],
    ]);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    wave(x, [
      [20, 1],
      [40, 3],
      [150, 12],
      [300, 30],
    ]);
  const sine = Math.sin(latitude * radian);
  const magic = 1 - flat * sine * sine;
  return [
    east / ((axis / Math.sqrt(magic)) * Math.cos(latitude * radian) * radian),
    north / (((axis * (1 - flat)) / (magic * Math.sqrt(magic))) * radian),
  ];
}

const inChina = ([longitude, latitude]: LonLat): boolean =>
  longitude > 72 && longitude < 138 && latitude > 0.8 && latitude < 56;

/** WGS 84 as GCJ-02, the system of Chinese maps; unchanged outside of China. */
export function toGcj02(place: LonLat): LonLat {
  if (!inChina(place)) return place;
  const [east, north] = shift(place);
  return [place[0] + east, place[1] + north];
}

/** GCJ-02 as WGS 84, to a centimetre: looks for the place whose shift leads here. */
export function fromGcj02(place: LonLat): LonLat {
  let found = place;
  for (let round = 0; round < 6; round += 1) {
    const [longitude, latitude] = toGcj02(found);
    found = [found[0] + place[0] - longitude, found[1] + place[1] - latitude];
  }
  return found;
}
