import { describe, expect, it } from 'vitest';
import { connectionLimit, recipientLimit } from './serverLimits.ts';

const said = (text: string) => ({ code: 421, enhancedCode: null, text });

describe('a reply about connections', () => {
  it.each([
    ['Too many concurrent connections from your IP address', 'fewer'],
    ['mx.example.com Error: too many connections from 192.0.2.1', 'fewer'],
    ['Too many concurrent SMTP connections from this IP address; please try again later', 'fewer'],
    ['The mail server [192.0.2.1] has exceeded the maximum number of connections. (S3115)', 'fewer'],
    ['Connection refused from 192.0.2.1 due to exceed max concurrent connections. IB007', 'fewer'],
    ['Too many sessions opened', 'fewer'],
    ['Service refuse. Trop de connexions, veuillez verifier votre configuration. OFR004_104', 'fewer'],
    ['Too many connections from your host; maximum is 5', 5],
    ['Too many connections from 192.0.2.1 (limit: 3 per IP)', 3],
  ] as const)('that is a limit on ours: %s', (text, limit) => {
    expect(connectionLimit(said(text))).toBe(limit);
  });

  it.each([
    'Too many concurrent SMTP connections; please try again later.',
    'Too many open connections',
    'Connection rate limit exceeded: too many connections from your IP per minute',
    'Service not available, closing transmission channel',
    'Too many recipients, your rate limit is exceeded, try again later',
    'RP-001 The mail server IP connecting has exceeded the rate limit allowed',
  ])('that is none: %s', (text) => {
    expect(connectionLimit(said(text))).toBeNull();
  });

  it('is found in time linear to its length', () => {
    const hostile = 'connections from '.repeat(3_000);
    const start = performance.now();
    connectionLimit(said(hostile));
    recipientLimit(said('max '.repeat(20_000)));
    // No measure of speed: what backtracks would take minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('a reply about recipients', () => {
  it.each([
    ['4.5.3 max 50 recipients per session', 50],
    ['Too many recipients: limited to 10 recipients per message', 10],
    ['Error: too many recipients', null],
    ['maximum of 100 recipients per hour reached', null],
  ])('%s', (text, limit) => {
    expect(recipientLimit(said(text))).toBe(limit);
  });
});
