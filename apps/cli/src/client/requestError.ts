import { z } from 'zod';
import { CommandError } from '../terminal/commandError.ts';

/** RFC 9457, with our stable `code`. */
const problemSchema = z.object({
  title: z.string(),
  code: z.string(),
  detail: z.string(),
  line: z.number().optional(),
});

/** What the API answered instead of what it was asked for, in words. */
export async function requestError(response: Response): Promise<CommandError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return new CommandError(`the API answered ${response.status} ${response.statusText}`.trim());
  const { title, detail, line, code } = problem.data;
  const place = line === undefined ? '' : ` (line ${line})`;
  // The API names its own fields; here they are options.
  const here = detail.replaceAll('`emailColumn`', '--email-column');
  return new CommandError(`${title}${place}. ${here} [${code}]`);
}
