import { z } from 'zod';
import { metaOf } from './parseEnv.ts';
import { variables } from './variables.ts';

const described = z.object({ about: z.string(), shown: z.string() });

/** The configuration table of README.md: every variable, what it does, and its default or an example of it. */
export function configurationTable(): string {
  const rows = Object.keys(variables.shape).map((name) => {
    const { about, shown } = described.parse(metaOf(name));
    return `| \`${name}\` | ${cell(about)} | \`${cell(shown)}\` |`;
  });
  return ['| variable | what it does | default, or an example |', '|---|---|---|', ...rows].join('\n');
}

/** A bar would begin another cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
