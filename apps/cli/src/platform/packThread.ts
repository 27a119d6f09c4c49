import { parentPort } from 'node:worker_threads';
import { createEnrichment } from '@mailsift/enrichment';

/** Packs the networks of mail servers, and keeps the pack for whoever looks one up. */
createEnrichment().dates();
parentPort?.postMessage('packed');
