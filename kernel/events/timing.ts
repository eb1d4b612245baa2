/** Every wait and limit of the delivery of events. Times in milliseconds. */
export interface EventTiming {
  /** Between two looks while nothing happened here lately. */
  readonly pollMs: number;
  /** Most events in one transaction, and the longest it stays open to take on another. */
  readonly batchSize: number;
  readonly batchMs: number;
  /** After this long the next subscriber has its turn. */
  readonly turnMs: number;
  /** Longest handling of one event; past it the handling has failed. */
  readonly handlerMs: number;
  /** Before the second try, the third …; when they are used up the letter is dead. */
  readonly retryMs: readonly number[];
}

export const usualTiming: EventTiming = {
  pollMs: 500,
  batchSize: 100,
  batchMs: 200,
  turnMs: 1000,
  handlerMs: 30_000,
  retryMs: [500, 5000],
};

/** Subscribers served at once, where the store serves several sessions. */
export const mostAtOnce = 4;
