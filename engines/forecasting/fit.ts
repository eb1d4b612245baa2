/** A model with its parameters estimated on a series. */
export interface Fit {
  /** How many numbers were estimated. */
  readonly parameters: number;
  /** What the model said of each value one step before it. */
  readonly said: readonly number[];
  /** How many values at the beginning the model was not held to. */
  readonly skipped: number;
  /**
   * What the model would have said, with these parameters, of the `horizon` values behind the first `upTo`.
   * @param upTo 1 to the length of the series
   */
  ahead(upTo: number, horizon: number): number[];
}
