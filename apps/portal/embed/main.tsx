import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '#ui';
import { MeasureFrame } from './measure-frame.tsx';
import { askedOf } from './asked-of.ts';
import './embed.css';

// In a page of another site nothing is kept at the reader's: what the browser remembers elsewhere is not looked into either,
// for where a browser keeps strangers from it, looking is an error.
const address = new URL(location.href);
if (!['zh', 'en'].includes(address.searchParams.get('lang') ?? '')) {
  address.searchParams.set('lang', navigator.language.startsWith('en') ? 'en' : 'zh');
  history.replaceState(null, '', address);
}
const dark = matchMedia('(prefers-color-scheme: dark)');
const light = () => document.documentElement.classList.toggle('night', dark.matches);
dark.addEventListener('change', light);
light();

const place = document.getElementById('app');
if (!place) throw new Error('embed.html has no place for the measure');
createRoot(place).render(
  <LanguageProvider>
    <MeasureFrame asked={askedOf(address)} />
  </LanguageProvider>,
);
