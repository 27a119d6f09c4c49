import { describe, expect, test } from 'vitest';
import { cellsOf, outputHeader } from './csvColumns.ts';
import { pendingResult, resultOf } from './rowResult.ts';

/** The public contract, as the README has it. */
const NAMES = (
  'mailsift_status, mailsift_event, mailsift_details, mailsift_email_suggested, mailsift_is_disposable, ' +
  'mailsift_is_free_service, mailsift_is_role_account, mailsift_is_gibberish, mailsift_mx_host, mailsift_mx_ip, ' +
  'mailsift_mx_geo, mailsift_mx_city, mailsift_mx_isp, mailsift_cause, mailsift_smtp_code, mailsift_smtp_reply, ' +
  'mailsift_attempts, mailsift_verified_at'
).split(', ');

describe('the columns of ours', () => {
  test('are those of the contract, after those of the input', () => {
    expect(outputHeader(['id', 'email'], 3)).toEqual(['id', 'email', '', ...NAMES]);
  });

  test('end in _2 where the name is taken, in whatever case, and in _3 where that is taken too', () => {
    const names = outputHeader(['Mailsift_Status ', 'mailsift_event', 'mailsift_event_2'], 3).slice(3);
    expect(names.slice(0, 3)).toEqual(['mailsift_status_2', 'mailsift_event_3', 'mailsift_details']);
  });

  test('hold a verdict', () => {
    const smtp = { stage: 'rcpt', code: 550, enhancedCode: '5.1.1', reply: 'no such user', tls: true } as const;
    const result = resultOf(
      {
        address: 'Info@gmial.com',
        rows: 2,
        flags: ['role', 'typo'],
        suggested: 'Info@gmail.com',
        status: 'failed',
        event: 'mailbox_does_not_exist',
        cause: null,
        rule: 'not-found',
        details: 'No.',
        mxHost: 'mx.gmial.com',
        mxIp: '192.0.2.1',
        smtp,
        attempts: 2,
        tries: { greylist: 1, retry: 0 },
        verifiedAt: Date.UTC(2024, 1, 29),
        executionMs: 1_500,
        retry: null,
      },
      () => ({ geo: 'DE', city: '', isp: 'Example' }),
    );
    expect(result).toMatchObject({ mailbox: 'Info', domain: 'gmial.com', execution: 1.5, smtp });
    expect(cellsOf(result)).toEqual([
      'failed',
      'mailbox_does_not_exist',
      'No.',
      'Info@gmail.com',
      'false',
      'false',
      'true',
      'false',
      'mx.gmial.com',
      '192.0.2.1',
      'DE',
      '',
      'Example',
      '',
      '550',
      'no such user',
      '2',
      '2024-02-29T00:00:00.000Z',
    ]);
  });

  test('hold nothing but the status and the flags of what is pending', () => {
    const flags = ['', '', '', '', '', '', '', '', ''];
    expect(cellsOf(pendingResult('a@example.com', null))).toEqual([
      'pending',
      '',
      '',
      '',
      ...flags,
      '',
      '',
      '',
      '',
      '',
    ]);
    const known = cellsOf(pendingResult('a@example.com', { flags: ['free'], suggested: null }));
    expect(known.slice(4, 8)).toEqual(['false', 'true', 'false', 'false']);
  });
});
