import { useState } from 'react';
import { chooseLight, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { PageHeading } from '../pieces/page-heading.tsx';
import { setWish, useWish, type Wish } from '../state/display.ts';

const texts = {
  title: { zh: '显示与无障碍', en: 'Display and accessibility' },
  lead: {
    zh: '在这里调成您看得清的样子；选择只记在这台设备上。',
    en: 'Make the pages as you can read them; the choice is kept on this device alone.',
  },
  display: { zh: '显示', en: 'Display' },
  elders: { zh: '长辈版：字大四分之一', en: 'Large type: a quarter larger' },
  contrast: { zh: '高对比：文字和边线最深', en: 'High contrast: the darkest type and edges' },
  light: { zh: '明暗', en: 'Light' },
  system: { zh: '跟随设备', en: 'As the device' },
  day: { zh: '白天', en: 'Day' },
  night: { zh: '夜间', en: 'Night' },
  statement: { zh: '无障碍声明', en: 'Accessibility statement' },
};

const statement: readonly Text[] = [
  {
    zh: '本站按《网页内容无障碍指南》2.2 的 AA 级制作，中英文相同。',
    en: 'This site is made to WCAG 2.2, level AA, the same in Chinese and in English.',
  },
  {
    zh: '做到的：全部操作可用键盘完成；首个链接可跳过页首；按钮、链接和输入框都是浏览器原生的；文字对比不低于 4.5:1；页面在 390 像素宽的手机上不需要左右拖动；要求减少动态时没有动画。',
    en: "Reached: everything works by keyboard; the first link skips the header; buttons, links and fields are the browser's own; type has a contrast of 4.5:1 or more; no page needs sideways scrolling at 390 pixels; nothing moves where less motion is asked for.",
  },
  {
    zh: '怎么查的：每一页都用自动工具 axe 检查，手机或桌面、中文或英文轮着取一种；宽度在四种情形下都量过；并用眼看过截图。填错后的页面没有逐一查。',
    en: 'How it was checked: every page with the automatic tool axe, in turn on a phone or a desk, in Chinese or English; its width in all four; and by looking at pictures of them. Not each page was checked with faults on it.',
  },
  {
    zh: '还缺的：没有请使用读屏软件的人试用过，也没有由独立机构检测；没有手语和易读版；机构与规划中的一些名称只有中文。',
    en: 'Missing: nobody who uses a screen reader has tried it, no independent body has tested it; there is no sign language and no easy-read version; some names of institutions and of the plan exist in Chinese only.',
  },
];

function WishBox({ wish, label }: { readonly wish: Wish; readonly label: Text }) {
  const say = useSay();
  const on = useWish(wish);
  return (
    <label className="check">
      <input type="checkbox" checked={on} onChange={(event) => setWish(wish, event.currentTarget.checked)} />
      <span>{say(label)}</span>
    </label>
  );
}

const lights = ['system', 'day', 'night'] as const;

function LightChoice() {
  const say = useSay();
  const [chosen, setChosen] = useState(() => localStorage.getItem('yaojiang.light') ?? 'system');
  return (
    <fieldset>
      <legend>{say(texts.light)}</legend>
      {lights.map((light) => (
        <label key={light} className="check">
          <input
            type="radio"
            name="light"
            checked={chosen === light}
            onChange={() => {
              chooseLight(light);
              setChosen(light);
            }}
          />
          <span>{say(texts[light])}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function AccessibilityPage() {
  const say = useSay();
  return (
    <div className="wrap page narrow">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <section className="form" aria-labelledby="display">
        <h2 id="display">{say(texts.display)}</h2>
        <WishBox wish="elders" label={texts.elders} />
        <WishBox wish="contrast" label={texts.contrast} />
        <LightChoice />
      </section>
      <section className="prose" aria-labelledby="statement">
        <h2 id="statement">{say(texts.statement)}</h2>
        {statement.map((text) => (
          <p key={text.en}>{say(text)}</p>
        ))}
      </section>
    </div>
  );
}
