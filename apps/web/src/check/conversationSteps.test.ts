import { describe, expect, it } from 'vitest';
import { conversationSteps } from './conversationSteps.ts';

const MX = { mxHost: 'mx.example.com', mxIp: '192.0.2.1', mxGeo: null, mxCity: null, mxIsp: null };
const refused = {
  status: 'failed',
  event: 'mailbox_does_not_exist',
  cause: null,
  mxEnrichment: MX,
  smtp: { stage: 'rcpt', code: 550, enhancedCode: '5.1.1', reply: 'No such user', tls: true },
} as const;

describe('the conversation', () => {
  it('goes step by step up to the reply that decided', () => {
    const steps = conversationSteps(refused);
    expect(steps.map(({ name }) => name)).toEqual([
      'Look-up',
      'Connect',
      'Greeting',
      'Introduction',
      'Encryption',
      'Sender',
      'Recipient',
    ]);
    expect(steps.at(-1)).toMatchObject({ state: 'bad', reply: '550 5.1.1 No such user' });
    expect(steps.slice(0, -1).every(({ state, reply }) => state === 'done' && reply === null)).toBe(true);
  });

  it('has no encryption where there was none, and ends where it was cut off', () => {
    const smtp = { stage: 'banner', code: 554, enhancedCode: null, reply: '554 Go away', tls: false } as const;
    const steps = conversationSteps({ ...refused, smtp });
    expect(steps.map(({ name }) => name)).toEqual(['Look-up', 'Connect', 'Greeting']);
    expect(steps.at(-1)?.reply).toBe('554 Go away');
  });

  it('tells why nobody was asked', () => {
    const steps = conversationSteps({ ...refused, smtp: null, event: 'domain_does_not_exist' });
    expect(steps).toEqual([{ name: 'Look-up', words: 'The domain does not exist', state: 'bad', reply: null }]);
  });

  it('is empty where nothing is known of it', () => {
    expect(conversationSteps({ ...refused, smtp: null, event: null, status: 'pending' })).toEqual([]);
  });
});
