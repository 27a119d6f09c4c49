import { parentPort, workerData } from 'node:worker_threads';
import { readSuppressionFiles } from '@mailsift/suppression';
import { z } from 'zod';

/** Reads the files beside the thread that has conversations to hold; the tables are shared, not copied. */
const { files } = z.object({ files: z.array(z.string()) }).parse(workerData);
parentPort?.postMessage(await readSuppressionFiles(files));
