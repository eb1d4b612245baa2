import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '#ui';
import { Wall } from './wall.tsx';
import './styles/wall.css';

const place = document.getElementById('wall');
if (!place) throw new Error('index.html has no place for the wall');
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <Wall />
    </LanguageProvider>
  </StrictMode>,
);
