/**
 * Packs the network table ahead of its first use, and says of which day the data is: `node dist/prepare.js`, a step of the
 * image's build. Ends with code 1 where a kind of data is missing.
 */
import { createEnrichment } from './createEnrichment.ts';

const { country, networks } = createEnrichment({
  warn: (message) => void process.stderr.write(`${message}\n`),
}).dates();
process.stdout.write(`mail servers: countries of ${country ?? 'no day'}, networks of ${networks ?? 'no day'}\n`);
if (country === null || networks === null) process.exitCode = 1;
