import { DELIMITERS, type Delimiter, type SniffHints } from '@mailsift/intake';
import { z } from 'zod';

/** Forms send text, JSON may say it as it is. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], {
  error: 'must be true or false',
});

const DELIMITER_NAMES: Readonly<Record<string, Delimiter>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
};

const delimiter = z
  .string()
  .max(20)
  .transform((text, context): Delimiter => {
    const known = DELIMITERS.find((one) => one === text) ?? DELIMITER_NAMES[text.toLowerCase()];
    if (known !== undefined) return known;
    context.addIssue({ code: 'custom', message: 'must be one of , ; | tab' });
    return z.NEVER;
  });

const emailColumn = z.union([z.string().max(500), z.int().min(1).max(1_000).transform(String)], {
  error: 'must be the name of a column or its number from 1',
});

/** Where the webhook goes is checked again, by address, whenever one is sent. */
const webhookUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(2_000)
  .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), 'must not hold a user name or password');

const formatFields = {
  emailColumn: emailColumn.optional(),
  hasHeader: flag.optional(),
  delimiter: delimiter.optional(),
};

/** What `POST /v1/lists/{id}/start` takes. */
export const formatOptionsSchema = z.strictObject(formatFields);
export type FormatOptions = z.infer<typeof formatOptionsSchema>;

/** What `POST /v1/lists` takes beside the file, as form fields or as query parameters. */
export const listOptionsSchema = z.strictObject({
  ...formatFields,
  name: z.string().max(200, 'must be at most 200 characters long').optional(),
  webhookUrl: webhookUrl.optional(),
  start: flag.default(true),
});
export type ListOptions = z.infer<typeof listOptionsSchema>;

/** How a file is to be read, as far as the client said. */
export function sniffHints(options: FormatOptions, complete: boolean): SniffHints {
  return {
    complete,
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
    ...(options.hasHeader === undefined ? {} : { hasHeader: options.hasHeader }),
    ...(options.emailColumn === undefined ? {} : { emailColumn: options.emailColumn }),
  };
}

const UNNAMED = 'list';

/** What a list is called where its uploader did not say: as its file, without what cannot be shown. */
export function listName(given: string | undefined, fileName: string | undefined): string {
  const name = (given ?? fileName ?? '').replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  return [...name].slice(0, 200).join('') || UNNAMED;
}
