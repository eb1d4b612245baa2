import { estateVillage } from './words.ts';

/** A division by its code, which begins with the code of the division it lies in. */
export interface Division {
  /** GB/T 2260 (two, four, six digits), and the statistical codes below it (nine, twelve). */
  readonly code: string;
  readonly name: string;
  readonly level: 'province' | 'city' | 'county' | 'town' | 'community';
  /** Codes of what became of a division that is no more; an address may still name it. */
  readonly became?: readonly string[];
}

export interface Named {
  readonly level: Division['level'];
  /** All of this name; many a town is called 城关镇. */
  readonly divisions: readonly Division[];
  /** Is it the whole name, or one without its ending (余姚 for 余姚市)? */
  readonly whole: boolean;
  /** Called as housing estates are (幸福新村, 建设二村): a village only where it is looked for. */
  readonly isEstate: boolean;
}

/** Names of divisions, found where they begin in a text. Make it once with `makeGazetteer`. */
export interface Gazetteer {
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  readonly byCode: ReadonlyMap<string, Division>;
  /** By the first two characters, how long names may be: bit n for a name of n characters. */
  readonly lengths: ReadonlyMap<string, number>;
}

const endings: Readonly<Record<Division['level'], RegExp>> = {
  province: /(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)$/,
  city: /(?:[\u4e00-\u9fff]{1,3}族自治州|地区|自治州|盟|市)$/,
  county: /(?:(?:[\u4e00-\u9fff]{1,3}族)+自治县|自治旗|林区|特区|区|县|市|旗)$/,
  town: /(?:民族乡|街道办事处|街道|镇|乡)$/,
  community: /(?:社区居委会|社区居民委员会|村民委员会|居民委员会|社区|居委会|村委会|新村|村)$/,
};

/** Other ways to write the whole name: 阳明街道 for 阳明街道办事处, 石婆村 for 石婆村委会. */
function wholeNames({ name, level }: Division): string[] {
  if (level === 'town') return [name, name.replace(/办事处$/, '')];
  if (level === 'county' && name.endsWith('自治县')) return [name, `${name.replace(endings.county, '')}县`];
  if (level !== 'community') return [name];
  const village = name.replace(/(?:村民委员会|村委会)$/, '村').replace(/村村$/, '村');
  return [name, village, village.replace(/(?<=社区)(?:居民委员会|居委会)$/, '')];
}

function namesOf(division: Division): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const name of wholeNames(division)) if (name.length > 1) names.set(name, true);
  const stem = division.name.replace(endings[division.level], '');
  if (stem.length > 1 && !names.has(stem)) names.set(stem, false);
  return names;
}

/** Names of divisions made ready to be found. @param divisions from every level that addresses may name, former ones too */
export function makeGazetteer(divisions: Iterable<Division>): Gazetteer {
  const byName = new Map<string, (Named & { divisions: Division[] })[]>();
  const byCode = new Map<string, Division>();
  const lengths = new Map<string, number>();
  for (const division of divisions) {
    byCode.set(division.code, division);
    for (const [name, whole] of namesOf(division)) {
      const named = byName.get(name) ?? [];
      const same = named.find((each) => each.level === division.level && each.whole === whole);
      if (same) same.divisions.push(division);
      else
        named.push({
          level: division.level,
          divisions: [division],
          whole,
          isEstate: estateVillage.test(name),
        });
      byName.set(name, named);
      const first = name.slice(0, 2);
      lengths.set(first, (lengths.get(first) ?? 0) | (1 << Math.min(name.length, 30)));
    }
  }
  return { byName, byCode, lengths };
}

/** Does `inner` lie in `outer`, or in what became of it, or the other way round? The same division lies in itself. */
export function liesIn(inner: Division, outer: Division): boolean {
  const inners = [inner.code, ...(inner.became ?? [])];
  return [outer.code, ...(outer.became ?? [])].some((code) => inners.some((each) => each.startsWith(code)));
}
