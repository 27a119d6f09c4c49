export { KEY_PREFIX, type RunningWorker, startWorker, type WorkerOptions } from './startWorker.ts';
