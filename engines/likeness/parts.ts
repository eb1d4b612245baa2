/** A text as it is looked for and compared: half-width, one case, letters, digits and characters only. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

export const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character);

/** Runs of so many characters, each beginning one further; none of a text that is shorter. */
export const grams = (text: string, size: number): string[] => {
  const characters = [...text];
  return characters.length < size
    ? []
    : Array.from({ length: characters.length - size + 1 }, (_, at) =>
        characters.slice(at, at + size).join(''),
      );
};

/** Han characters are written without blanks: each stretch of them, and each stretch of anything else. */
const stretches = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;

/**
 * The parts by which two texts are compared: pairs of Han characters, and words of letters or digits whole. A part stands as
 * often as it is in the text.
 */
export const partsOf = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((piece) => folded(piece).match(stretches) ?? [])
    .flatMap((run) => (isHan([...run][0] ?? '') ? grams(run, 2) : [run]));
