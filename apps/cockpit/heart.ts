/** What the platform tells every few seconds. */
export interface Beat {
  /** The state of the figures in a word: another once any was measured anew. */
  readonly version: string;
  readonly at: string;
}

/** What is needed of an `EventSource`. */
export interface BeatSource {
  onbeat: (data: string) => void;
  close(): void;
}

export interface Listening {
  readonly open: () => BeatSource;
  readonly beat: (beat: Beat) => void;
  /** No beat has come for so long: whoever shows figures asks for them by itself again. */
  readonly silent: () => void;
  readonly silentAfterMs: number;
}

/**
 * Listens to the heart of the platform. When it is silent, the line is opened anew, for as long as it takes: a cut line, a
 * platform that starts again and a proxy that swallows the stream look the same from here. One timer and one line are alive
 * at any time.
 * @returns stops it
 */
export function startListening({ open, beat, silent, silentAfterMs }: Listening): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: BeatSource | undefined;

  function watch(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silent();
      connect();
    }, silentAfterMs);
  }

  function connect(): void {
    source?.close();
    source = open();
    source.onbeat = (data) => {
      if (stopped) return;
      watch();
      beat(JSON.parse(data) as Beat);
    };
    watch();
  }

  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}
