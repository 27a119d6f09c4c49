import { parentPort, workerData } from 'node:worker_threads';
import { maskAddresses } from '@mailsift/runtime';
import { z } from 'zod';

const data: { readonly n: number } = z.object({ n: z.number() }).parse(workerData);
const isLoaded = maskAddresses('john@example.com') === 'j***@example.com';
parentPort?.postMessage({ n: isLoaded ? data.n * 2 : 0 } satisfies { n: number });
