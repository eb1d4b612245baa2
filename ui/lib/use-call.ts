import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { call, type CallProblem } from '#kernel/call';
import type { CallInput, Operation, Result } from '#kernel/operation';

/** Cache key of one call: module, address, input. `useAct` renews all of a module at once. */
export const callKey = (module: string, op: Pick<Operation, 'method' | 'path'>, input: unknown) =>
  [module, op.method, op.path, input] as const;

interface AskOptions {
  readonly enabled?: boolean;
  /** Asks again every so many milliseconds while the page is seen. */
  readonly everyMs?: number;
  /** Shows the answer before while the next one is on its way. */
  readonly keep?: boolean;
  readonly staleMs?: number;
}

/** Asks an operation and keeps its answer: `useCall('tasks', operations.list, { query: {} })`. */
export function useCall<O extends Operation>(
  module: string,
  op: O,
  input: CallInput<O>,
  options: AskOptions = {},
): UseQueryResult<Result<O>, CallProblem> {
  return useQuery<Result<O>, CallProblem>({
    queryKey: callKey(module, op, input),
    queryFn: ({ signal }) => call(module, op, input, { signal, unattended: options.everyMs !== undefined }),
    enabled: options.enabled ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
  });
}

interface ActOptions<O> {
  readonly purpose?: string;
  /** Modules beside its own whose answers are old now. */
  readonly renews?: readonly string[];
  readonly done?: (result: Result<O>) => void;
}

/** Does an operation that changes something; afterwards everything asked of the module is asked anew. */
export function useAct<O extends Operation>(module: string, op: O, options: ActOptions<O> = {}) {
  const client = useQueryClient();
  return useMutation<Result<O>, CallProblem, CallInput<O>>({
    mutationFn: (input) => call(module, op, input, options.purpose ? { purpose: options.purpose } : {}),
    onSuccess: (result) => {
      for (const name of [module, ...(options.renews ?? [])])
        void client.invalidateQueries({ queryKey: [name] });
      options.done?.(result);
    },
  });
}
