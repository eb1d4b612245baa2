import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CallProblem } from '#kernel/call';
import { wearLook, LanguageProvider } from '#ui';
import { Entrance } from './entrance.tsx';

wearLook();

/** A refusal stays a refusal; only an unreachable platform is asked again. */
const again = (failures: number, error: unknown): boolean =>
  error instanceof CallProblem && (error.body.status === 0 || error.body.status >= 500) && failures < 2;

const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: again, refetchOnWindowFocus: true } },
});

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no place for the app');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <Entrance />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
