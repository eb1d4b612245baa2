import { createRoot } from 'react-dom/client';
import { followLight, LanguageProvider } from '#ui';
import { Frame } from './frame/frame.tsx';
import { applyWishes } from './state/display.ts';
import { followLinks } from './state/router.ts';
import { SessionProvider } from './state/session.tsx';
import './portal.css';

followLight();
applyWishes();
followLinks();

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no place for the portal');
createRoot(place).render(
  <LanguageProvider>
    <SessionProvider>
      <Frame />
    </SessionProvider>
  </LanguageProvider>,
);
