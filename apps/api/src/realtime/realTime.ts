import { type RowResult, resultOf } from '@mailsift/lists';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ApiKeys } from '../access/apiKeys.ts';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { bodyFields } from '../http/bodyFields.ts';
import { parseInput } from '../http/parseInput.ts';
import { askChecks, goneSignal } from './checksOf.ts';
import { emailSchema } from './verify.ts';
import { xmlOf } from './xml.ts';

const TIMEOUT_MS = 15_000;

/** The parameters of Bulk Email Checker's real-time API; those it knows and we do not need are let through. */
export const realTimeSchema = z.object({
  key: z.string().max(500).default(''),
  email: emailSchema,
  xml: z.string().max(10).optional(),
});

/** `GET|POST /real-time/`: for clients that speak to Bulk Email Checker. It always has a status: `unknown` if need be. */
export function realTime(context: ApiContext, keys: ApiKeys): RequestHandler {
  return async (req, res) => {
    const { key, email, xml } = parseInput(realTimeSchema, { ...req.query, ...bodyFields(req) });
    const owner = await keys.ownerOf(key);
    if (owner === null) throw new ApiProblem('unauthorized', { detail: 'Send an API key as `key`.' });
    const request = { owner, email, timeoutMs: TIMEOUT_MS, signal: goneSignal(res) };
    const check = await askChecks(context, (checks) => checks.check(request)).catch(nothingKnown);
    const result = check?.kind === 'done' ? resultOf(check.result, context.enrich) : null;
    const shaped = shapeOf(email, result);
    if (xml === 'true' || xml === '1') res.type('application/xml').send(xmlOf('response', shaped));
    else res.json(shaped);
  };
}

/** Whatever keeps us from asking, these clients know no other answer than a status. */
function nothingKnown(error: unknown): null {
  if (error instanceof ApiProblem) return null;
  throw error;
}

/** The field names and order of Bulk Email Checker; what is not known is an empty text or false, as there. */
function shapeOf(email: string, result: RowResult | null) {
  const { mxHost, mxIp, mxGeo, mxCity, mxIsp } = result?.mxEnrichment ?? {};
  return {
    status: result?.status ?? 'unknown',
    event: result?.event ?? 'inconclusive',
    details: result?.details ?? 'The address could not be verified in time.',
    email,
    emailSuggested: result?.emailSuggested ?? '',
    mailbox: result?.mailbox ?? '',
    domain: result?.domain ?? '',
    mxEnrichment: {
      mxHost: mxHost ?? '',
      mxIp: mxIp ?? '',
      mxGeo: mxGeo ?? '',
      mxCity: mxCity ?? '',
      mxIsp: mxIsp ?? '',
    },
    isDisposable: result?.isDisposable ?? false,
    isFreeService: result?.isFreeService ?? false,
    isRoleAccount: result?.isRoleAccount ?? false,
    isGibberish: result?.isGibberish ?? false,
    execution: result?.execution ?? 0,
  };
}
