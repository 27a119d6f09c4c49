import { type LaneTable, TAIL_LANE } from '@mailsift/lanes';
import type { PaceOf } from '@mailsift/lists';

/** RCPTs a second that all identities together are permitted in a lane. The tail is many lanes: it has no pace. */
export function createPaceOf(lanes: Pick<LaneTable, 'policyOf'>, identities: number): PaceOf {
  return (lane) => (lane === TAIL_LANE.lane ? null : identities * lanes.policyOf({ lane, provider: null }).rate);
}
