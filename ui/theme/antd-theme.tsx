import { ConfigProvider, theme as antd } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useLanguage } from '../language/language.tsx';
import { useNight } from './night.ts';
import { antdTheme } from './theme.ts';
import { readTokens } from './tokens.ts';

/** Gives the antd parts within it our tokens and language. Wrap only what uses antd: it costs a chunk of its own. */
export function AntdTheme({ children }: { readonly children: ReactNode }) {
  const night = useNight();
  const { language } = useLanguage();
  const config = useMemo(() => {
    const algorithm = night ? antd.darkAlgorithm : antd.defaultAlgorithm;
    return { ...antdTheme(readTokens()), algorithm };
  }, [night]);
  return (
    <ConfigProvider
      theme={config}
      locale={language === 'en' ? english : chinese}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}
