import { setFlagsFromString } from 'node:v8';
import { createProgram } from './program.ts';
import { systemTerminal } from './terminal/terminal.ts';

// Garbage that may gather in each heap, in percent of what is in use. Left to itself V8 lets it be a multiple, which in a worker
// is hundreds of megabytes; this way it takes half the memory, and hardly more time.
setFlagsFromString('--heap-growing-percent=50');
const terminal = systemTerminal();
// Whoever reads our output may stop reading (`| head`): the write that notices says so, and nothing else has to.
process.stdout.on('error', () => {});
try {
  const args = process.argv.slice(2);
  const program = await createProgram(terminal, args);
  await program.parseAsync(args, { from: 'user' });
} catch (error) {
  // It knows the errors of many packages; a command that ends well need not load them.
  const { reportError } = await import('./terminal/reportError.ts');
  process.exitCode = reportError(error, terminal);
}
