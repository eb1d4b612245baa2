import { useSay } from '#ui';
import type { OpenResourceDetail } from '#domains/resources/open-data/contract';

const texts = {
  hidden: {
    zh: '表中 {hidden} 格不公布：有的数量太小，有的公布后能推算出前者。每个隐去的数量都不能由合计算出。涉及个人的来源，精确数据只以一种形式开放；谁留有旧版本，或从别处知道同一批人的数量，仍可能推算。',
    en: '{hidden} cells are not published: some counts are small, others would give those away. No hidden count can be reckoned from the totals. Exact data of people are open in one form only; who kept an earlier version, or knows counts of the same people from elsewhere, may still reckon some.',
  },
  noise: {
    zh: '每个数量都加了随机噪声（差分隐私）：不是合计的数量，100 个中有 95 个与真实数量相差不超过 {error}；合计是它们的和，误差更大。小的数量可能为负。不论是否有某个人，表都可能如此。',
    en: 'Each count has random noise (differential privacy): of those that are no totals 95 of 100 lie within {error} of the true one. Totals are their sums and can lie further off; small ones can be negative. The table could look the same with or without any one person.',
  },
  budget: {
    zh: '这个版本支出隐私预算 {wanted}；这项数据资源共 {dataset}，已支出 {spent}（千分之 ε）。用完后不再公布新的。',
    en: 'This version spent {wanted} of the privacy budget; of its dataset {spent} of {dataset} are spent (thousandths of ε). Once it is gone nothing new is published.',
  },
};

interface Props {
  readonly of: OpenResourceDetail['privacy'];
  readonly table: NonNullable<OpenResourceDetail['privacy']['table']>;
}

/** How a table of counts keeps people from being found in it, and what that has cost so far. */
export function TablePrivacy({ of: { budget }, table }: Props) {
  const say = useSay();
  const { hidden, error, milliEpsilon } = table;
  if (table.form === 'suppressed-table') return <p>{say(texts.hidden, { hidden })}</p>;
  return (
    <>
      <p>{say(texts.noise, { error: error ?? 0 })}</p>
      {budget && <p>{say(texts.budget, { wanted: milliEpsilon ?? 0, ...budget })}</p>}
    </>
  );
}
