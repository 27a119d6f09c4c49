import { createProgram } from './program.ts';
import { systemTerminal } from './terminal/terminal.ts';

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
