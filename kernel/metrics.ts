import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Figures about the platform itself, in the words of Prometheus. Labels are names of code, never of people. */
export interface Metrics {
  readonly registry: Registry;
  request(labels: { readonly operation: string; readonly status: number; readonly seconds: number }): void;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'yaojiang_requests_total',
    help: 'Requests answered, by operation and status.',
    labelNames: ['operation', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'yaojiang_request_seconds',
    help: 'Time to answer, by operation.',
    labelNames: ['operation'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 60],
    registers: [registry],
  });
  return {
    registry,
    request: (one) => {
      requests.inc({ operation: one.operation, status: String(one.status) });
      seconds.observe({ operation: one.operation }, one.seconds);
    },
  };
}
