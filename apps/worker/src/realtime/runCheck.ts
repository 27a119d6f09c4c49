import type { AddressResult } from '@mailsift/lists';
import { CHECK_LIFE_MS, recordConversation } from '@mailsift/queues';
import { probeUnknown } from '../probe/probeUnknown.ts';
import { tenantOf } from '../probe/tenantOf.ts';
import type { WorkerContext } from '../workerContext.ts';
import type { OpenCheck } from './openCheck.ts';
import { urgentAdmission } from './urgentAdmission.ts';

/** How long one run may wait for its turn in the lane; longer than most clients wait for the answer. */
const TURN_MS = 20_000;
/** So that a lane without room is not asked for it in a loop. */
const SHORTEST_WAIT_MS = 1_000;

/** Asks about the address of a check and writes what came of it; where it is to be asked again, has that done in time. */
export async function runCheck(context: WorkerContext, identityId: string, { checkId, record, open }: OpenCheck) {
  const { settings, checks, catalogue, stopping } = context;
  const identity = settings.identities.find(({ id }) => id === identityId);
  if (identity === undefined) throw new Error(`This worker does not speak as ${identityId}`);
  const endsAt = Date.now() + TURN_MS;
  const deadline = () => (stopping.aborted ? Date.now() : endsAt);
  const tenant = tenantOf(record.owner);
  const waits = { deadline, signal: new AbortController().signal, admissionWaitMs: TURN_MS };
  const { conversation: before } = record;
  const told = before === null ? null : recordConversation(before, () => Date.now() - record.askedAt);
  const terms = { identity, tenant, ...waits, ...(told === null ? {} : { onLine: told.onLine }) };
  const services = { ...context.services, admission: urgentAdmission(context) };
  const [found] = await probeUnknown({ ...context, services }, open, terms);
  if (found === undefined) throw new Error('An address has no result');
  const result = withinLife(found, record.askedAt);
  const run = record.runs + 1;
  await checks.update(checkId, { ...record, runs: run, result, conversation: told?.lines() ?? null });
  context.metrics.published([result]);
  if (result.retry === null) return;
  const at = Math.max(result.retry.notBefore, Date.now() + SHORTEST_WAIT_MS);
  await catalogue.addCheckAs(identityId, { checkId, run, at });
}

/** What is only to be known after the record is gone is not waited for: the verdict stands as it is. */
function withinLife(result: AddressResult, askedAt: number): AddressResult {
  const { retry } = result;
  return retry !== null && retry.notBefore > askedAt + CHECK_LIFE_MS - TURN_MS ? { ...result, retry: null } : result;
}
