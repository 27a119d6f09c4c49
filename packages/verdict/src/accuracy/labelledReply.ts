import { z } from 'zod';

/** What the source, or a reader by hand, said that a reply means (data/README.md). */
export const CATEGORIES = [
  'ok',
  'mailbox_not_found',
  'mailbox_disabled',
  'mailbox_full',
  'domain_not_hosted',
  'greylisted',
  'rate_limited',
  'ip_blocked',
  'policy_rejected',
  'sender_rejected',
  'relay_denied',
  'auth_required',
  'tls_required',
  'content_rejected',
  'too_big',
  'temporary_failure',
  'server_error',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

const labelledReplySchema = z.object({
  /** Code, enhanced code and text, lines joined. */
  reply: z.string().min(3),
  stage: z.enum(['connect', 'ehlo', 'mail', 'rcpt', 'data', 'any']),
  category: z.enum(CATEGORIES),
  provider: z.string(),
  source: z.string(),
});
export type LabelledReply = Readonly<z.infer<typeof labelledReplySchema>>;

/** @throws SyntaxError or ZodError on a line that is no labelled reply. */
export function readLabelledReplies(jsonLines: string): readonly LabelledReply[] {
  const lines = jsonLines.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => labelledReplySchema.parse(JSON.parse(line)));
}
