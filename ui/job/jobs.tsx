import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { call } from '#kernel/call';
import { useMay } from '../session/session.tsx';
import { isOpen, jobOperations, type JobView } from './job-view.ts';

const whileRunningMs = 1000;
const atRestMs = 30_000;
const listKey = ['jobs', 'mine'];

interface Jobs {
  readonly jobs: readonly JobView[];
  /** Shows a job that was just started in the corner. */
  readonly watch: (id: string) => void;
  readonly shown: boolean;
  /** It is shown because a job was started, not because somebody asked for it. */
  readonly byItself: boolean;
  readonly show: (shown: boolean) => void;
}
const Watching = createContext<Jobs>({
  jobs: [],
  watch: () => undefined,
  shown: false,
  byItself: false,
  show: () => undefined,
});

/** Knows the reader's jobs wherever they go in the app; what a finished job changed is asked anew. */
export function JobsProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [showing, setShowing] = useState<'by itself' | 'asked for'>();
  const mayAsk = useMay()('jobs:own');
  const { data } = useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) =>
      call('jobs', jobOperations.list, { query: { limit: 10 } }, { signal, unattended: true }),
    enabled: mayAsk,
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? whileRunningMs : atRestMs),
    retry: false,
  });
  const jobs = useMemo(() => data?.items ?? [], [data]);
  const open = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const now = new Set(jobs.filter(isOpen).map((job) => job.id));
    const ended = [...open.current].some((id) => !now.has(id));
    open.current = now;
    if (ended)
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'jobs' && queryKey[0] !== 'label',
      });
  }, [jobs, client]);
  const watch = useCallback(() => {
    setShowing('by itself');
    void client.invalidateQueries({ queryKey: ['jobs'] });
  }, [client]);
  const show = useCallback((shown: boolean) => setShowing(shown ? 'asked for' : undefined), []);
  const value = useMemo(
    () => ({ jobs, watch, show, shown: showing !== undefined, byItself: showing === 'by itself' }),
    [jobs, watch, show, showing],
  );
  return <Watching value={value}>{children}</Watching>;
}

export const useJobs = (): Jobs => useContext(Watching);

/** One job, asked again every second until it ends. */
export function useJob(id: string | null | undefined) {
  return useQuery({
    queryKey: ['jobs', 'one', id],
    enabled: Boolean(id),
    queryFn: ({ signal }) =>
      call('jobs', jobOperations.get, { params: { id: id ?? '' } }, { signal, unattended: true }),
    refetchInterval: ({ state }) => (state.data && !isOpen(state.data) ? false : whileRunningMs),
  });
}
