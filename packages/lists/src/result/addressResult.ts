import { FLAGS } from '@mailsift/signals';
import { CAUSES, EVENTS, RETRY_REASONS, STATUSES } from '@mailsift/verdict';
import { z } from 'zod';

export const flagSchema = z.enum(FLAGS);

/** An address of a batch: what it is, before anybody was asked. */
export const batchAddressSchema = z.object({
  /** As it goes on the wire: the first spelling, the domain in A-labels. */
  address: z.string(),
  /** How many rows share it. */
  rows: z.int().min(1),
  flags: z.array(flagSchema),
  suggested: z.string().nullable(),
});
export type BatchAddress = z.infer<typeof batchAddressSchema>;

/** The reply that decided. */
export const smtpSchema = z.object({
  stage: z.enum(['connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt']),
  code: z.int().nullable(),
  enhancedCode: z.string().nullable(),
  reply: z.string().nullable(),
  tls: z.boolean(),
});
export type SmtpResult = z.infer<typeof smtpSchema>;

/** How often an address was put off, by schedule: GREYLIST_DELAYS, RETRY_DELAYS. `not_started` counts in neither. */
const triesSchema = z.object({ greylist: z.int().min(0), retry: z.int().min(0) });
export type Tries = z.infer<typeof triesSchema>;

const retrySchema = z.object({
  reason: z.enum(RETRY_REASONS),
  /** Epoch ms. */
  notBefore: z.number(),
  /** Where the next pass asks: greylisting knows the host it met. */
  mxHost: z.string().nullable(),
  mxIp: z.string().nullable(),
});
export type Retry = z.infer<typeof retrySchema>;

export const addressResultSchema = batchAddressSchema.extend({
  status: z.enum(STATUSES),
  event: z.enum(EVENTS),
  cause: z.enum(CAUSES).nullable(),
  rule: z.string(),
  /** The verdict in a sentence. */
  details: z.string(),
  mxHost: z.string().nullable(),
  mxIp: z.string().nullable(),
  smtp: smtpSchema.nullable(),
  /** RCPTs written for it, over all passes. */
  attempts: z.int().min(0),
  tries: triesSchema,
  /** Epoch ms. */
  verifiedAt: z.number(),
  /** Milliseconds the last pass spent on it. */
  executionMs: z.number(),
  /** What is to be done still; the verdict beside it stands only when nothing is (null). */
  retry: retrySchema.nullable(),
});
/** What a pass says of one address. */
export type AddressResult = z.infer<typeof addressResultSchema>;
