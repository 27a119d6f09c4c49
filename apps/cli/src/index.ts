export { createProgram } from './program.ts';
export { systemTerminal, type Terminal } from './terminal/terminal.ts';
