/** Spaces and marks without width; a name of Han characters keeps none of them. */
const ZERO_WIDTH = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const HAN = '\\p{Script=Han}';
/** The dots that are typed for the one between the parts of a name (GB 18030 A1A4, U+00B7). */
const DOTS = /[•・‧∙⋅●．]/g;
const ASCII_DOT_BETWEEN_HAN = new RegExp(`(?<=${HAN})[.。](?=${HAN})`, 'gu');
const SPACE_BESIDE_HAN = new RegExp(`(?<=[${HAN}·])\\s+|\\s+(?=[${HAN}·])`, 'gu');

/**
 * A person's name in one spelling: no zero-width marks, every middle dot as ·, no spaces between Han characters
 * (张 三 is 张三), single spaces in Latin names, full-width letters to half-width. Characters are never exchanged.
 */
export function normalisePersonName(text: string): string {
  return halfWidth(text)
    .replaceAll(ZERO_WIDTH, '')
    .replaceAll(DOTS, '·')
    .replaceAll(ASCII_DOT_BETWEEN_HAN, '·')
    .replaceAll(SPACE_BESIDE_HAN, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** An organisation's name in one spelling: as a person's, and brackets as the full-width （ and ）. */
export function normaliseOrganisationName(text: string): string {
  return normalisePersonName(text)
    .replaceAll(/\s*[([【〔（]\s*/g, '（')
    .replaceAll(/\s*[)\]】〕）]\s*/g, '）');
}

function halfWidth(text: string): string {
  return text.replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}
