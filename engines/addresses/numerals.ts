const digits = new Map([...'零一二三四五六七八九'].map((character, value) => [character, value]));
for (const [at, character] of [...'壹贰叁肆伍陆柒捌玖'].entries()) digits.set(character, at + 1);
digits.set('两', 2);
const units = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
]);

/** Characters of Chinese numerals, for a class of a pattern. */
export const numeralCharacters = '零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰';

/** As 三十二, a sum of units; undefined when it is none. */
function readSum(text: string): number | undefined {
  let sum = 0;
  let digit: number | undefined;
  for (const character of text) {
    const unit = units.get(character);
    if (unit === undefined) digit = digits.get(character);
    else {
      sum += (digit ?? 1) * unit;
      digit = undefined;
    }
  }
  return sum + (digit ?? 0);
}

/** 三十二 → 32, 一二三 → 123, 32 → 32; undefined for what is no whole number. */
export function readNumeral(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const characters = [...text];
  if (characters.length === 0 || characters.some((each) => !digits.has(each) && !units.has(each)))
    return undefined;
  if (characters.some((each) => units.has(each))) return readSum(text);
  return Number(characters.map((each) => digits.get(each)).join(''));
}
