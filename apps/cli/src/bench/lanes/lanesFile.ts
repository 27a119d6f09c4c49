/** A lane whose limits are counted from the server's side. */
export const THROTTLED = {
  domain: 'example-hot.test',
  /** As the API and the sandbox name it. */
  lane: 'example-hot.test',
  connections: 5,
  rate: 20,
  burst: 5,
} as const;
/** Its server takes 5 connections, whatever we think it does. */
export const STINGY = { domain: 'many-connections.test', lane: 'many-connections.test', connections: 5 } as const;
export const GREYLISTED = { domain: 'greylist.test', lane: 'greylist.test' } as const;
export const BLOCKED = { domain: 'blocked-banner.test', lane: 'blocked-banner.test' } as const;
/** A lane of a thousand batches, as fast as it goes. */
export const LONG = { domain: 'exists.test', lane: 'exists.test' } as const;

/** LANES_FILE of the bench. What is not in it has the limits of the bench's environment: none to speak of. */
export const LANES_FILE = `
lanes:
  ${THROTTLED.lane}:
    connections: ${THROTTLED.connections}
    rate: ${THROTTLED.rate}/s
    burst: ${THROTTLED.burst}
    connectionRate: ${THROTTLED.rate}/s
  ${STINGY.lane}:
    connections: 20
    rate: 200/s
    burst: 50
    connectionRate: 100/s
  ${GREYLISTED.lane}:
    connections: 5
    rate: 50/s
    burst: 10
  ${BLOCKED.lane}:
    connections: 5
    rate: 20/s
  ${LONG.lane}:
    connections: 20
    rate: 100000/s
    burst: 1000
    connectionRate: 1000/s
    rcptsPerConnection: 50
`;
