import { useLanguage } from '../language/language.tsx';

/** The other language, named in itself. */
export function LanguageSwitch() {
  const { language, speak } = useLanguage();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <button
      type="button"
      className="button plain"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => speak(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  );
}
