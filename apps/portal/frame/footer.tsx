import { useSay } from '#ui';
import { useDemonstration } from '../state/demonstration.ts';

const texts = {
  simulated: {
    zh: '这是一座模拟的城市：人物、企业与他们的数据都是虚构的，不对应任何真实的人。规划的数字、区划与机构名称是真实的。',
    en: 'This is a simulated city: its people, companies and their data are invented and belong to nobody. The figures of the plan, the divisions and the names of institutions are real.',
  },
  version: { zh: '姚江 {version}', en: 'Yaojiang {version}' },
  accessibility: { zh: '显示与无障碍', en: 'Display and accessibility' },
  api: { zh: '接口文档', en: 'API' },
  links: { zh: '关于本站', en: 'About this site' },
};

/** Says that the city is simulated where it is; the version; how to see better. */
export function Footer() {
  const say = useSay();
  const demonstration = useDemonstration();
  const simulated = demonstration.state === 'here' && demonstration.value.items.length > 0;
  return (
    <footer className="footer">
      <div className="wrap">
        {simulated && <p className="footer-simulated">{say(texts.simulated)}</p>}
        <nav className="footer-line" aria-label={say(texts.links)}>
          <span>{say(texts.version, { version: __VERSION__ })}</span>
          <a href="/accessibility">{say(texts.accessibility)}</a>
          <a href="/api/docs">{say(texts.api)}</a>
        </nav>
      </div>
    </footer>
  );
}
