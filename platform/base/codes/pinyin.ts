import { pinyin } from 'pinyin-pro';

/** How Chinese words are said, for finding them: `余姚市` is `yuyaoshi` and `yys`. Other characters stand as they are, lower. */
export function saidAloud(words: string): { pinyin: string; initials: string } {
  const plain = words.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', v: true }).map((each) =>
    each.toLowerCase(),
  );
  return {
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => [...syllable][0] ?? '').join(''),
  };
}
