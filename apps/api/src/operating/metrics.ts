import type { RequestHandler } from 'express';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ApiContext } from '../apiContext.ts';
import type { Operating } from './operating.ts';

/** `GET /metrics`, and what counts requests for it. */
export interface Metrics {
  readonly observe: RequestHandler;
  readonly send: RequestHandler;
}

const BUCKETS = [0.005, 0.02, 0.1, 0.5, 1, 5, 15, 60, 600];

/**
 * The numbers of this process, of Redis, and of every worker that runs: workers leave theirs in Redis, so that one scrape
 * has all. With Redis away those of this process are told, and that it is away.
 */
export function createMetrics({ operating, log }: Pick<ApiContext, 'operating' | 'log'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'mailsift_api_' });
  const registers = [registry];
  const requests = new Histogram({
    name: 'mailsift_http_request_seconds',
    help: 'How long requests took, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const up = new Gauge({ name: 'mailsift_redis_up', help: 'Whether Redis answers', registers });
  const failures = new Counter({ name: 'mailsift_scrape_failures_total', help: 'Scrapes without Redis', registers });
  const gauges = redisGauges(registers);
  return {
    observe: (req, res, next) => {
      const end = requests.startTimer({ method: req.method });
      res.once('close', () => {
        const route: unknown = req.route;
        end({ route: pathOf(route), status: String(res.statusCode) });
      });
      next();
    },
    send: async (_req, res) => {
      const workers = await readRedis(operating, gauges).catch((error: unknown) => {
        log.warn({ err: error }, 'The metrics of Redis and the workers are missing');
        failures.inc();
        return null;
      });
      up.set(workers === null ? 0 : 1);
      const own = await registry.metrics();
      res.type(registry.contentType).send(workers === null ? own : `${own}\n${workers}`);
    },
  };
}

type Gauges = ReturnType<typeof redisGauges>;

function redisGauges(registers: Registry[]) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers });
  return {
    jobs: gauge('mailsift_queue_jobs', 'Jobs in a queue, by state', ['queue', 'state']),
    lists: gauge('mailsift_lists_running', 'Lists that were started and have not ended', []),
    dispatched: gauge('mailsift_passes_dispatched', 'Passes that workers have', ['identity']),
    laneRate: gauge('mailsift_lane_rate', 'Part of the permitted pace that is used, of lanes that refused us', [
      'identity',
      'lane',
    ]),
    laneResting: gauge('mailsift_lane_resting', '1 while a lane rests because it refused us', ['identity', 'lane']),
  };
}

/** The text of the workers' metrics. */
async function readRedis(operating: Operating | undefined, gauges: Gauges): Promise<string> {
  if (operating === undefined) return '';
  const [depths, lanes, workers] = await Promise.all([operating.depths(), operating.lanes(), operating.workers()]);
  for (const gauge of Object.values(gauges)) gauge.reset();
  for (const [queue, states] of Object.entries(depths.queues)) {
    for (const [state, count] of Object.entries(states)) gauges.jobs.set({ queue, state }, count);
  }
  gauges.lists.set(depths.lists);
  for (const [identity, count] of Object.entries(depths.dispatched)) gauges.dispatched.set({ identity }, count);
  for (const { identity, lane, rate, state } of lanes) {
    gauges.laneRate.set({ identity, lane }, rate);
    gauges.laneResting.set({ identity, lane }, state === 'resting' ? 1 : 0);
  }
  return AggregatorRegistry.aggregate(workers.map((metrics) => [...metrics])).metrics();
}

/** The route as it was mounted: an id in it would make a series of each list. */
function pathOf(route: unknown): string {
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'none';
  return String(route.path);
}
