import { describe, expect, it } from 'vitest';
import { readPackage } from './packagedLists.ts';
import { createIsRoleAccount } from './roleAccount.ts';

const isRoleAccount = createIsRoleAccount(readPackage, () => {});

describe('role accounts', () => {
  it.each([
    'info',
    'INFO',
    'info+spring',
    'info2',
    'sales_03',
    'info-de',
    'uk.support',
    'sales.team',
    'no.reply',
    'no_reply',
    'noreply',
    'vertrieb',
    'atencion',
    'dpo',
    'support.it.de',
    'accounts.payable',
    'public-relations',
  ])('%s is one', (local) => {
    expect(isRoleAccount(local)).toBe(true);
  });

  it.each(['', '+info', 'paris', 'gardner', 'alexa', 'john.sales', '2024', '123', 'de', 'de.uk', 'infos3curity', 'mt'])(
    '%j is none',
    (local) => {
      expect(isRoleAccount(local)).toBe(false);
    },
  );

  it('reads no sentences', () => {
    expect(isRoleAccount(`${'info.'.repeat(12)}info`)).toBe(false);
  });
});
