import { Link } from 'react-router';
import { useMay, useSay } from '#ui';

const texts = {
  lead: {
    zh: '写在城市资料里的和在此制定的规则。必填、长度、代码等由目录自动得出，见“全部生效规则”。',
    en: "Rules of the city's files and those made here. Required, length and code rules follow from the catalogue: see all in force.",
  },
  make: { zh: '新建规则', en: 'New rule' },
  all: { zh: '全部生效规则', en: 'All in force' },
};

function Lead() {
  return <>{useSay()(texts.lead)}</>;
}

function Actions() {
  const say = useSay();
  const may = useMay();
  return (
    <>
      <Link className="button second" to="/quality/rules">
        {say(texts.all)}
      </Link>
      {may('quality:rules') && (
        <Link className="button primary" to="/quality/rule-form">
          {say(texts.make)}
        </Link>
      )}
    </>
  );
}

/** The list of stated rules, with the ways on from it. */
export const statedRulesList = { lead: <Lead />, actions: <Actions /> };
