/** 张三 to 张*, 张小三 to 张*三, longer names keep the first and the last character. */
export function maskName(name: string): string {
  const characters = [...name];
  const [first = ''] = characters;
  if (characters.length <= 1) return name === '' ? '' : '*';
  if (characters.length === 2) return `${first}*`;
  return first + '*'.repeat(characters.length - 2) + (characters.at(-1) ?? '');
}

/** First six and last four of an identity number; anything shorter than fifteen is hidden whole. */
export function maskCitizenId(number: string): string {
  return number.length < 15 ? hideAll(number) : keepEnds(number, 6, 4);
}

/** First three and last four of a telephone number; anything shorter than eleven is hidden whole. */
export function maskMobile(number: string): string {
  return number.length < 11 ? hideAll(number) : keepEnds(number, 3, 4);
}

/** The last four of an account number. */
export function maskAccount(number: string): string {
  return number.length < 8 ? hideAll(number) : keepEnds(number, 0, 4);
}

const DIVISIONS =
  /^(?:[^省]{2,7}?(?:省|自治区))?(?:[^市]{2,9}?(?:市|自治州|地区|盟))?(?:[^区县市镇乡]{2,9}?[区县市]|镇[^区县市]{1,3}区)?/u;
const STREET = /^[^路街巷弄号]{1,10}?(?:街道|镇|乡)|^.{1,12}?(?:大道|路|街|巷|弄)/u;

/** An address down to its township (街道, 镇, 乡) or, without one, its street; what follows becomes ***. */
export function maskAddress(address: string): string {
  const divisions = DIVISIONS.exec(address)?.[0] ?? '';
  const rest = address.slice(divisions.length);
  const street = STREET.exec(rest)?.[0] ?? '';
  return rest.length === street.length ? address : `${divisions}${street}***`;
}

function keepEnds(text: string, head: number, tail: number): string {
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail);
}

function hideAll(text: string): string {
  return '*'.repeat(text.length);
}
