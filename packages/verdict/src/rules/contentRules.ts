import type { Rule } from './rule.ts';

/** Words about content, which no probe sends, and protocol complaints: asked before the mailbox words they contain. */
export const CONTENT_RULES: readonly Rule[] = [
  {
    id: 'protocol-fault',
    words:
      /protocol (?:error|violation)|(?:command|verb|parameter|vrfy|expn).{0,30}(?:not |un|disabled|out of)|(?:unknown|unrecogni[sz]ed|bad|invalid|illegal) (?:smtp )?(?:command|sequence|parameter)|(?:syntax|synchroni[sz]ation) error|need (?:mail|rcpt|helo|ehlo)\b|bad sequence|pipelin|unable to accommodate|out of sequence|nested mail|bare (?:lf|newline)/,
    meaning: 'protocol_error',
    reason: 'The server did not understand or did not like how it was asked',
    example: '502 5.5.2 Error: command not recognized',
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
