import { z } from 'zod';
import { metaOf } from './parseEnv.ts';
import { variables } from './variables.ts';

const about = z.object({ about: z.string(), shown: z.string() });

/** The text of `.env.example`: every variable with its default or an example, commented out. */
export function envExample(): string {
  const blocks = Object.keys(variables.shape).map((name) => {
    const { about: text, shown } = about.parse(metaOf(name));
    return `# ${text}.\n#${name}=${shown}\n`;
  });
  return `# Copy to .env and remove the # before what you change. Values carry their units.\n\n${blocks.join('\n')}`;
}
