import { createTestDir, startProcess } from '@mailsift/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { sandboxSettings } from '../sandboxSettings.fixture.ts';

let env: Record<string, string>;
let cwd: string;
beforeAll(async () => {
  env = await sandboxSettings();
  cwd = await createTestDir();
});

async function check(...args: string[]) {
  const started = await startProcess({ args: ['check', ...args], env, cwd });
  const { code } = await started.exited;
  return { code, output: started.output() };
}

describe('mailsift check', () => {
  it('shows the conversation, the verdict and the rule that decided', async () => {
    const { code, output } = await check('anna.muster@exists.test', '--explain');
    expect(output).toMatch(/ms {2}> RCPT TO:<anna\.muster@exists\.test>\n/);
    expect(output).toMatch(/ms {2}< 250 2\.1\.5/);
    expect(output).toMatch(/^as {7}EHLO verify\.mailsift\.test, MAIL FROM \S+$/m);
    expect(output).toMatch(/^session {2}\S+ \[127\.[\d.]+\]: \d+ ms, 2 RCPTs$/m);
    expect(output).toContain('catchall no, a made-up address was refused');
    expect(output).not.toContain('DATA');
    expect(output).toContain('verdict  passed: mailbox_exists');
    expect(output).toMatch(/rule {5}accepted: .+\n {9}such as: 250/);
    expect(code).toBe(0);
  });

  it.each([
    ['unknown.x@exists.test', 'failed', 'mailbox_does_not_exist'],
    ['x@catch-all.test', 'unknown', 'is_catchall'],
    ['x@blocked-rcpt.test', 'unknown', 'inconclusive'],
    ['x@nxdomain.test', 'failed', 'domain_does_not_exist'],
    ['x@null-mx.test', 'failed', 'mxserver_does_not_exist'],
    ['x@all-dead.test', 'unknown', 'inconclusive'],
    ['not an address', 'failed', 'invalid_syntax'],
  ])('finds out about %s', async (address, status, event) => {
    const { code, output } = await check(address, '--json');
    expect(JSON.parse(output)).toMatchObject({ status, event });
    expect(code).toBe(0);
  });
});
