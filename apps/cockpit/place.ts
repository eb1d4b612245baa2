/** What the address of the wall says. */
export interface Place {
  /** Code of the scene; the first when absent. */
  readonly scene: string | undefined;
  /** Seconds for which each scene stands while the playlist runs; it does not run when absent. */
  readonly play: number | undefined;
  /** A past instant, ISO; the present when absent. */
  readonly at: string | undefined;
  /** A screen that nobody sits at: no buttons, no pointer. */
  readonly kiosk: boolean;
  /** The page for a leader, or the wall; by the screen and the reader when absent. */
  readonly view: 'leader' | 'wall' | undefined;
}

const dwell = { least: 5, most: 3600 };

/** The city keeps one time, without summer time since 1992. */
const offset = '+08:00';

/** `2026-11-30T08:00` as people of the city write it, or undefined where it is no instant. */
export function instantOfCity(local: string | null): string | undefined {
  if (local === null || !/^\d{4}-\d\d-\d\dT\d\d(:\d\d){0,2}$/.test(local)) return undefined;
  const whole = local.length === 13 ? `${local}:00` : local;
  const at = new Date(`${whole}${offset}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** An instant as it stands in the address. */
export const cityTime = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);

function playOf(search: URLSearchParams, usual: number): number | undefined {
  const said = search.get('play');
  const kiosk = search.has('kiosk');
  if (said === null) return kiosk ? usual : undefined;
  if (said === 'off') return undefined;
  const seconds = Math.round(Number(said));
  if (said === '' || said === 'on' || !Number.isFinite(seconds)) return usual;
  return Math.min(dwell.most, Math.max(dwell.least, seconds));
}

/**
 * Reads `?scene=emergencies&play=45&at=2026-11-30T08:00&kiosk=1&view=leader`; what cannot be read is left out.
 * @param usual seconds of a scene where the address names none
 */
export function readPlace(query: string, usual: number): Place {
  const search = new URLSearchParams(query);
  const view = search.get('view');
  return {
    scene: search.get('scene') ?? undefined,
    play: playOf(search, usual),
    at: instantOfCity(search.get('at')),
    kiosk: search.has('kiosk') && search.get('kiosk') !== '0',
    view: view === 'leader' || view === 'wall' ? view : undefined,
  };
}

function playWritten(place: Place): string | undefined {
  if (place.play !== undefined) return String(place.play);
  return place.kiosk ? 'off' : undefined;
}

/** The address of a place; other words of the query stay as they are. */
export function writePlace(place: Place, query: string): string {
  const search = new URLSearchParams(query);
  const say = (name: string, value: string | undefined) =>
    value === undefined ? search.delete(name) : search.set(name, value);
  say('scene', place.scene);
  say('play', playWritten(place));
  say('at', place.at === undefined ? undefined : cityTime(place.at));
  say('view', place.view);
  const written = search.toString().replaceAll('%3A', ':');
  return written === '' ? '' : `?${written}`;
}

/** The scene after another, or before it; round and round. */
export function sceneBeside(
  scenes: readonly { readonly code: string }[],
  present: string | undefined,
  step: number,
): string | undefined {
  const at = Math.max(
    0,
    scenes.findIndex(({ code }) => code === present),
  );
  return scenes[(at + step + scenes.length) % Math.max(1, scenes.length)]?.code;
}
