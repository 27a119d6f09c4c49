import type { Rule } from './rule.ts';

/** "Come back later", said to everyone who is new here. Research: 37 of 276 kinds of 4xx are this; the word tells. */
export const GREYLIST_RULES: readonly Rule[] = [
  {
    id: 'greylist-callout',
    words: /(?<!^)callout|previous \(cached\) callout|call-out|call-?back|verify sender/,
    meaning: 'sender_rejected',
    reason: 'The server asked our own mail host about the sender and did not like the answer (Exim callout)',
    example: '451 Could not complete sender verify callout: response was 450 Greylisted',
  },
  {
    id: 'greylist-word',
    words:
      /gr[ea]y[- ]?list|list(?:e|a) gris|graue liste|grijze lijst|szar\w{1,3} list|сер(?:ый|ом|ого) спис|灰名[单單]|グレーリスト|그레이 ?리스트/,
    meaning: 'greylisted',
    reason: 'The server says that it greylists; some do so with a 5xx',
    example: '450 4.7.1 <user@example.com>: Recipient address rejected: Greylisted for 5 minutes',
  },
  {
    id: 'greylist-postgrey',
    codes: '4xx',
    marker: /postgrey/,
    meaning: 'greylisted',
    reason: 'The help page of postgrey, whose words each operator may choose',
    example: '450 4.2.0 <user@example.com>: Come later, see http://postgrey.schweikert.ch/help/example.com.html',
  },
  {
    id: 'greylist-greylistd',
    codes: '4xx',
    words: /not yet authorized to deliver/,
    meaning: 'greylisted',
    reason: 'The words of greylistd (Debian, Exim)',
    example:
      '451 192.0.2.1 is not yet authorized to deliver mail from <a@example.com> to <b@example.com>. Please try later.',
  },
  {
    id: 'greylist-mimecast',
    codes: [451],
    words: /internal resources? (?:is |are )?temporarily unavailable/,
    meaning: 'greylisted',
    reason: 'How Mimecast words its greylisting, from 1 minute to 12 hours (Mimecast knowledge base)',
    example: '451 Internal resource temporarily unavailable',
  },
  {
    id: 'greylist-postscreen',
    stages: ['rcpt'],
    codes: [450],
    enhanced: /^4\.3\.2$/,
    words: /service (?:currently|temporarily) unavailable/,
    meaning: 'greylisted',
    reason: 'Postfix postscreen after its deep tests: the next connection from the same IP passes',
    example: '450 4.3.2 Service currently unavailable',
  },
  {
    id: 'greylist-first-time',
    codes: '4xx',
    words:
      /(?:first|new|unknown) (?:time )?(?:sender|triplet|connection|contact|attempt)\b.{0,60}(?:later|again|retry|minute)/,
    meaning: 'greylisted',
    reason: 'Deferred for being new here, which is greylisting without the word',
    example: '451 4.7.1 New sender, please try again later',
  },
  {
    id: 'greylist-bare-later',
    stages: ['rcpt'],
    codes: [450, 451],
    words:
      /^(?:4\.7\.[01] )?(?:(?:<>:? ?)?recipient address rejected: )?(?:intentional policy rejection, )?(?:please )?(?:try (?:again )?|come back )later\.?$/,
    meaning: 'greylisted',
    reason: 'A policy that says "later" and nothing else is greylisting as ASSP, cPanel and others word it',
    example: '451 4.7.1 Please try again later',
  },
];
