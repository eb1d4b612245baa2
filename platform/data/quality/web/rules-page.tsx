import { Link } from 'react-router';
import { call } from '#kernel/call';
import type { Result } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { type Column, type Filter, type ListSource, TablePage, useCall, useSay } from '#ui';
import { operations as catalogue } from '#platform/data/catalogue/contract';
import { kindNames, operations } from '../contract.ts';
import { dimensions, severities } from '../records.ts';

type Rule = Result<typeof operations.rules>['items'][number];

const texts = {
  title: { zh: '生效的检查规则', en: 'Rules in force' },
  lead: {
    zh: '写在城市资料里的、在控制台制定的，以及由目录自动得出的必填、长度、代码等规则。',
    en: "Rules of the city's files, those made in the console, and the required, length and code rules that follow from the catalogue.",
  },
  search: { zh: '规则、信息项', en: 'Rule or field' },
  rule: { zh: '规则', en: 'Rule' },
  dataset: { zh: '数据集', en: 'Dataset' },
  kind: { zh: '种类', en: 'Kind' },
  dimension: { zh: '质量维度', en: 'Dimension' },
  severity: { zh: '程度', en: 'Severity' },
  open: { zh: '待改', en: 'Open' },
  from: { zh: '来自', en: 'From' },
  none: { zh: '没有符合条件的规则', en: 'No rule fits' },
  widen: { zh: '去掉一些筛选条件。', en: 'Take some filters away.' },
} as const;

const origins = {
  implied: { zh: '目录得出', en: 'The catalogue' },
  city: { zh: '城市资料', en: "The city's files" },
  own: { zh: '控制台制定', en: 'The console' },
};
const originOf = (rule: Rule): keyof typeof origins => {
  if (rule.implied) return 'implied';
  return rule.ofTheCity ? 'city' : 'own';
};

const openness = { some: { zh: '有待改的', en: 'With open findings' }, none: { zh: '没有', en: 'None' } };

const choices = (names: Readonly<Record<string, Text>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const filters: readonly Filter[] = [
  { name: 'dataset', label: texts.dataset, kind: 'record', record: 'catalogue.entry' },
  { name: 'kind', label: texts.kind, kind: 'choice', choices: choices(kindNames) },
  { name: 'dimension', label: texts.dimension, kind: 'choice', choices: choices(dimensions) },
  { name: 'severity', label: texts.severity, kind: 'choice', choices: choices(severities) },
  { name: 'from', label: texts.from, kind: 'choice', choices: choices(origins) },
  { name: 'findings', label: texts.open, kind: 'choice', choices: choices(openness) },
];

/** What a filter looks at. */
const facets: Readonly<Record<string, (rule: Rule) => string>> = {
  dataset: ({ dataset }) => dataset,
  kind: ({ kind }) => kind,
  dimension: ({ dimension }) => dimension,
  severity: ({ severity }) => severity,
  from: originOf,
  findings: ({ open }) => (open > 0 ? 'some' : 'none'),
};

type Query = Parameters<ListSource<Rule>['load']>[0];

function fits(rule: Rule, query: Query): boolean {
  const sought = String(query['q'] ?? '').toLowerCase();
  const said = `${rule.title.zh} ${rule.title.en} ${rule.field}`.toLowerCase();
  return (
    said.includes(sought) &&
    Object.entries(facets).every(([name, facet]) => {
      const wanted = query[name];
      return wanted === undefined || String(wanted).split(',').includes(facet(rule));
    })
  );
}

/** A city has some thousand rules, which follow from its files and its catalogue: they are made when asked for, all at once. */
const source: ListSource<Rule> = {
  key: ['quality', 'rules'],
  load: async (query, signal) => {
    const { items } = await call('quality', operations.rules, { query: {} }, { signal });
    const found = items.filter((rule) => fits(rule, query));
    const begin = Number(query['after'] ?? 0) || 0;
    const end = begin + query.limit;
    return {
      items: found.slice(begin, end),
      next: end < found.length ? String(end) : null,
      total: { value: found.length, capped: false },
    };
  },
};

function Said({ text }: { readonly text: Text | undefined }) {
  const say = useSay();
  return <>{text && say(text)}</>;
}

function RuleTitle({ rule }: { readonly rule: Rule }) {
  const say = useSay();
  if (rule.implied) return <>{say(rule.title)}</>;
  return <Link to={`/quality/stated-rules/${rule.id}`}>{say(rule.title)}</Link>;
}

function OpenFindings({ rule }: { readonly rule: Rule }) {
  if (rule.open === 0) return <>0</>;
  return <Link to={`/quality/findings?rule=${rule.id}&status=open`}>{rule.open}</Link>;
}

const named = (names: Readonly<Record<string, Text>>, code: string): Text =>
  names[code] ?? { zh: code, en: code };

const columnsWith = (titles: Readonly<Record<string, Text>>): readonly Column<Rule>[] => [
  { name: 'rule', label: texts.rule, show: (rule) => <RuleTitle rule={rule} /> },
  { name: 'dataset', label: texts.dataset, show: (rule) => <Said text={named(titles, rule.dataset)} /> },
  { name: 'kind', label: texts.kind, show: (rule) => <Said text={named(kindNames, rule.kind)} /> },
  {
    name: 'dimension',
    label: texts.dimension,
    show: (rule) => <Said text={named(dimensions, rule.dimension)} />,
  },
  {
    name: 'severity',
    label: texts.severity,
    show: (rule) => <Said text={named(severities, rule.severity)} />,
  },
  { name: 'from', label: texts.from, later: true, show: (rule) => <Said text={origins[originOf(rule)]} /> },
  { name: 'open', label: texts.open, end: true, show: (rule) => <OpenFindings rule={rule} /> },
];

/** All rules in force, with how many findings each has open. */
export function RulesPage() {
  const datasets = useCall('catalogue', catalogue.datasets, { query: {} });
  const say = useSay();
  const titles = Object.fromEntries(datasets.data?.items.map(({ code, title }) => [code, title]) ?? []);
  return (
    <TablePage
      id="quality.rules"
      title={texts.title}
      lead={say(texts.lead)}
      source={source}
      columns={columnsWith(titles)}
      keyOf={({ id }) => id}
      filters={filters}
      search={texts.search}
      empty={{ title: texts.none, hint: texts.widen }}
    />
  );
}
