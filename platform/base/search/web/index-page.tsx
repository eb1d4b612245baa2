import {
  number,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Time,
  useAct,
  useCall,
  useJobs,
  useLanguage,
  useSay,
} from '#ui';
import { operations } from '../contract.ts';

const texts = {
  title: { zh: '搜索索引', en: 'Search index' },
  lead: {
    zh: '每种登记册可按文字、拼音和首字母查到的条目。改动随时更新；成批写入的几分钟内更新；每周重建一次。',
    en: 'What can be found by words, pinyin and initials of each record. Changes follow at once, bulk loads within minutes; once a week all is made anew.',
  },
  kind: { zh: '登记册', en: 'Record' },
  entries: { zh: '条目', en: 'Entries' },
  built: { zh: '上次重建', en: 'Made anew' },
  never: { zh: '还没有', en: 'not yet' },
  rebuild: { zh: '重建索引', en: 'Rebuild the index' },
  pending: { zh: '还有 {count} 批改动等待更新。', en: '{count} bulk loads wait to be taken up.' },
};

/** What the search knows of each record, and the way to make it anew. */
export function IndexPage() {
  const say = useSay();
  const { language } = useLanguage();
  const jobs = useJobs();
  const state = useCall('search', operations.state, {});
  const act = useAct('search', operations.rebuild, { done: ({ job }) => jobs.watch(job) });
  const actions = (
    <button type="button" className="button primary" disabled={act.isPending} onClick={() => act.mutate({})}>
      {say(texts.rebuild)}
    </button>
  );
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={say(texts.lead)} actions={actions} />
      {act.isError && <ProblemNote problem={act.error} />}
      {state.isError && <ProblemNote problem={state.error} onRetry={() => void state.refetch()} />}
      {state.isPending && <Skeleton lines={5} />}
      {state.data && state.data.pending > 0 && <p>{say(texts.pending, { count: state.data.pending })}</p>}
      {state.data && (
        <ScrollRegion label={say(texts.title)}>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{say(texts.kind)}</th>
                <th scope="col">{say(texts.entries)}</th>
                <th scope="col">{say(texts.built)}</th>
              </tr>
            </thead>
            <tbody>
              {state.data.items.map(({ kind, title, entries, builtAt }) => (
                <tr key={kind}>
                  <td>
                    {say(title)} <span className="mono quiet small">{kind}</span>
                  </td>
                  <td>{number(entries, language)}</td>
                  <td>{builtAt ? <Time at={builtAt} /> : say(texts.never)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}
