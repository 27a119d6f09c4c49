import { rendezvous } from '@mailsift/queues';
import { openCheck } from './realtime/openCheck.ts';
import { runCheck } from './realtime/runCheck.ts';
import type { WorkerContext } from './workerContext.ts';

/** A worker that has been silent for longer would not answer in the time that somebody waits. */
const ALIVE_MS = 10_000;

/**
 * Takes a real-time check on: answers what nobody has to be asked for, and else hands it to the identity that asks
 * about its domain, which may be on another machine.
 */
export async function check(context: WorkerContext, checkId: string): Promise<void> {
  const { identities, settings, catalogue } = context;
  const opened = await openCheck(context, checkId);
  if (opened === null) return;
  const own = settings.identities.map(({ id }) => id);
  const alive = await identities.heardOf(ALIVE_MS);
  const identity = rendezvous(alive.length > 0 ? alive : own)(opened.open.domain);
  if (own.includes(identity)) await runCheck(context, identity, opened);
  else await catalogue.addCheckAs(identity, { checkId, run: 0, at: 0 });
}

/** A check that is this identity's: its first run where another worker took it on, and every run after that. */
export async function checkAs(context: WorkerContext, identity: string, checkId: string): Promise<void> {
  const opened = await openCheck(context, checkId);
  if (opened !== null) await runCheck(context, identity, opened);
}
