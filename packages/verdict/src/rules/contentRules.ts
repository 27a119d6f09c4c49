import type { Rule } from './rule.ts';

/** Words about content, which no probe sends, and protocol complaints: asked before the mailbox words they contain. */
export const CONTENT_RULES: readonly Rule[] = [
  {
    id: 'protocol-fault',
    words:
      /protocol (?:error|violation)|(?:command|verb|parameter|vrfy|expn).{0,30}(?:not |un|disabled|out of)|(?:unknown|unrecogni[sz]ed|bad|invalid|illegal) (?:smtp |rcpt |mail )?(?:command|sequence|parameter)|(?:syntax|synchroni[sz]ation) error|need (?:mail|rcpt|helo|ehlo)\b|bad sequence|pipelin|unable to accommodate|out of sequence|nested mail|smtputf8|bare (?:lf|newline)/,
    meaning: 'protocol_error',
    reason: 'The server did not understand or did not like how it was asked',
    example: '502 5.5.2 Error: command not recognized',
  },
  {
    id: 'protocol-code',
    codes: [500, 502, 503, 504, 555],
    meaning: 'protocol_error',
    reason:
      'Codes for commands and parameters that were not understood (RFC 5321 section 4.2.3): no word of the mailbox',
    example: '503 5.5.1 RCPT first, unknown user',
  },
  {
    id: 'protocol-enhanced',
    codes: [501],
    enhanced: /^5\.5\.[124]$/,
    meaning: 'protocol_error',
    reason: 'The syntax or the parameters of the command, not of the address (RFC 3463 X.5.1, X.5.2, X.5.4)',
    example: '501 5.5.4 Invalid address',
  },
  {
    id: 'protocol-no-recipients',
    enhanced: /^5\.5\.1$/,
    words: /no valid recipients/,
    meaning: 'protocol_error',
    reason: 'DATA after no recipient was taken (Postfix): of none in particular',
    example: '554 5.5.1 Error: no valid recipients',
  },
  {
    id: 'content-part',
    words: /\bheaders?\b|message-?id\b|\bsubject\b|\bmime\b|\bbody\b|8-?bit/,
    meaning: 'content_rejected',
    reason: 'Speaks of a part of a message; an address in it is not the one that was asked for',
    example: '550 The message header contains an invalid address',
  },
  {
    id: 'content-spam',
    words:
      /\bspam|spammer|\bjunk|\bvirus|malware|phish|content (?:rejected|filter|denied|judged)|mail content|unsolicited|\bbulk\b|suspicious|\bucl?be\b|\buce\b|\burl in message|blocked url|malformed|(?:duplicate|missing|invalid|bad) .{0,16}header|banned file|attachment|non sollicite|мусор|спам|垃圾|迷惑メール|スパム/,
    meaning: 'content_rejected',
    reason: 'Takes us for a sender of spam, or speaks of a message that was never sent',
    example: '550 5.7.1 Rejected by spam filter',
  },
];
