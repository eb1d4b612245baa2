/** Characters that are written for others: full width, dashes of every length, numerals of circles and of cheques. */
const others: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '—': '-',
  '–': '-',
  '―': '-',
  '−': '-',
  '－': '-',
  〇: '零',
  '○': '零',
  衖: '弄',
  號: '号',
  樓: '楼',
  棟: '栋',
  單: '单',
  層: '层',
  縣: '县',
  區: '区',
  鎮: '镇',
  鄉: '乡',
  東: '东',
  衔: '街',
};

/** One unit for one unit, so that places in the answer are places in the text. */
function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return others[character] ?? character;
}

const needsFolding = /[\u2010-\u2212\u3000\u3007\u25cb\uff01-\uff5e衖號樓棟單層縣區鎮鄉東衔]/;

/** The text in one width and spelling, as long as it was. */
export function fold(text: string): string {
  if (!needsFolding.test(text)) return text;
  let folded = '';
  for (let at = 0; at < text.length; at++) folded += foldCharacter(text.charAt(at));
  return folded;
}
