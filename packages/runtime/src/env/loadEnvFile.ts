import { readFileSync } from 'node:fs';
import { parseEnv as parseFile } from 'node:util';

/** Adds what `.env` in the working directory sets to the environment. What is set already wins; a missing file is fine. */
export function loadEnvFile(file = '.env', target: NodeJS.ProcessEnv = process.env): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  for (const [name, value] of Object.entries(parseFile(text))) {
    if (value !== undefined) target[name] ??= value;
  }
}
