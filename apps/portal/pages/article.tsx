import { Markdown, SimulatedTag, Time, useLanguage, useSay } from '#ui';
import { operations, type PublicArticle } from '#platform/base/publishing/contract';
import { Answer } from '../pieces/answer.tsx';
import { Objections } from '../pieces/objection.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import type { PageProps } from '../pages.ts';
import { useAsked } from '../state/asked.ts';
import { articleCategories } from '../state/words.ts';

const texts = {
  back: { zh: '城市信息', en: 'What the city says' },
  loading: { zh: '城市信息', en: 'What the city says' },
  facts: { zh: '公开信息', en: 'About this item' },
  indexNumber: { zh: '索引号', en: 'Index number' },
  issuer: { zh: '发布机构', en: 'Issuer' },
  issuedOn: { zh: '发文日期', en: 'Date of issue' },
  disclosure: { zh: '公开方式', en: 'Disclosure' },
  active: { zh: '主动公开', en: 'made public unasked' },
  'on-request': { zh: '依申请公开', en: 'on request' },
  corrections: { zh: '更正', en: 'Corrections' },
  attachments: { zh: '附件', en: 'Attachments' },
  onlyChinese: { zh: '', en: 'Only in Chinese so far.' },
};

function Facts({ article }: { readonly article: PublicArticle }) {
  const say = useSay();
  const lines = [
    [texts.indexNumber, article.indexNumber],
    [texts.issuer, article.organisationName ? say(article.organisationName) : article.organisation],
    [texts.issuedOn, article.issuedOn],
    [texts.disclosure, say(texts[article.disclosure])],
  ] as const;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{say(texts.facts)}</h2>
      <dl className="fact-list">
        {lines.map(([label, value]) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Shown({ article }: { readonly article: PublicArticle }) {
  const say = useSay();
  const { language } = useLanguage();
  const { id, title, body, corrections, attachments, simulated, category } = article;
  const translated = body[language].trim() !== '';
  return (
    <article className="stack">
      <PageHeading title={say(title)} lead={say(articleCategories[category])} />
      {simulated && (
        <p>
          <SimulatedTag />
        </p>
      )}
      {corrections.length > 0 && (
        <section className="notice" aria-labelledby="corrections">
          <h2 id="corrections">{say(texts.corrections)}</h2>
          <ul>
            {corrections.map(({ version, at, note }) => (
              <li key={version}>
                <Time at={at} as="near" /> · {note}
              </li>
            ))}
          </ul>
        </section>
      )}
      {!translated && <p className="quiet">{say(texts.onlyChinese)}</p>}
      <Markdown className="article-words" source={translated ? body[language] : body.zh} />
      {attachments.length > 0 && (
        <section aria-labelledby="files">
          <h2 id="files">{say(texts.attachments)}</h2>
          <ul>
            {attachments.map((file) => (
              <li key={file.id}>
                <a
                  className="underlined"
                  href={`/api/publishing/public/${id}/attachments/${file.id}`}
                  download
                >
                  {file.name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Objections article={article} />
      <Facts article={article} />
    </article>
  );
}

/** One article with what the law asks to be said of it. A withdrawn one tells that it was here, and why it went. */
export function ArticlePage({ values }: PageProps) {
  const say = useSay();
  const asked = useAsked('publishing', operations.article, { params: { id: values['id'] ?? '' } });
  return (
    <div className="wrap page narrow">
      <p className="back">
        <a href="/news">{say(texts.back)}</a>
      </p>
      {asked.state !== 'here' && <PageHeading title={say(texts.loading)} />}
      <Answer of={asked}>{(article) => <Shown article={article} />}</Answer>
    </div>
  );
}
