import type { ThemeConfig } from 'antd';
import type { Tokens } from './tokens.ts';

/**
 * The same tokens in antd's names. Its own greys for descriptions and placeholders, and its primary blue,
 * miss AA; ours are set for each of them.
 */
export const antdTheme = (token: Tokens): ThemeConfig => ({
  token: {
    colorPrimary: token.celadon,
    colorLink: token.river,
    colorInfo: token.river,
    colorSuccess: token.leaf,
    colorWarning: token.amber,
    colorError: token.seal,
    colorText: token.ink,
    colorTextSecondary: token['ink-2'],
    colorTextTertiary: token['ink-2'],
    colorTextDescription: token['ink-2'],
    colorTextPlaceholder: token['ink-3'],
    colorTextQuaternary: token['ink-3'],
    colorTextDisabled: token['ink-3'],
    colorTextLightSolid: token['on-celadon'],
    colorBgLayout: token.paper,
    colorBgBase: token.sheet,
    colorBgContainer: token.sheet,
    colorBgElevated: token.sheet,
    colorBorder: token.edge,
    colorBorderSecondary: token.line,
    colorFillAlter: token.wash,
    colorBgMask: token.shade,
    borderRadius: 6,
    fontFamily: token.sans,
    fontSize: 14,
    controlHeight: 34,
    wireframe: false,
  },
  components: {
    Table: { headerBg: token.wash, rowSelectedBg: token['celadon-soft'] },
    Select: { optionSelectedBg: token['celadon-soft'] },
    Menu: { itemSelectedBg: token['celadon-soft'], itemSelectedColor: token['celadon-deep'] },
  },
});
