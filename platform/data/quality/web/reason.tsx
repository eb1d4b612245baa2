import { FieldList, useLanguage, useSay, type AnyRow } from '#ui';
import { Value } from './value.tsx';

const texts = {
  field: { zh: '信息项', en: 'Field' },
  message: { zh: '说明', en: 'Explanation' },
  present: { zh: '现值', en: 'Present value' },
  suggested: { zh: '建议', en: 'Suggested value' },
  inFile: { zh: '有建议值，见“待改的行”文件', en: 'There is one: see the file of rows to mend' },
  byHand: { zh: '请人工核对', en: 'Check by hand' },
  proof: { zh: '销号证明', en: 'Proof' },
  proofWhole: { zh: '批次 {batch} 整批已通过', en: 'batch {batch} as a whole passes' },
  proofText: { zh: '批次 {batch} 第 {row} 行已通过', en: 'row {row} of batch {batch} passes' },
};

/** The value it may have been; where the masks hide the difference, the file to mend shows it whole. */
function Suggestion({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  if (!row['suggestion']) return <>{say(texts.byHand)}</>;
  if (row['suggestion'] === row['value']) return <>{say(texts.inFile)}</>;
  return <Value tone="leaf" value={row['suggestion']} />;
}

/** Why a row was returned, the value that stands and the one it may have been, side by side. */
export function Reason({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const { language } = useLanguage();
  const message = String(row[language === 'zh' ? 'messageZh' : 'messageEn']);
  const proof =
    typeof row['closedByBatch'] === 'string'
      ? [
          {
            name: 'proof',
            label: say(texts.proof),
            value: say(Number(row['closedByRow']) === 0 ? texts.proofWhole : texts.proofText, {
              batch: row['closedByBatch'],
              row: Number(row['closedByRow']),
            }),
          },
        ]
      : [];
  return (
    <FieldList
      lines={[
        {
          name: 'field',
          label: say(texts.field),
          value: String(row[language === 'zh' ? 'fieldZh' : 'fieldEn']),
        },
        { name: 'message', label: say(texts.message), value: message },
        { name: 'present', label: say(texts.present), value: <Value tone="seal" value={row['value']} /> },
        {
          name: 'suggested',
          label: say(texts.suggested),
          value: <Suggestion row={row} />,
        },
        ...proof,
      ]}
    />
  );
}
