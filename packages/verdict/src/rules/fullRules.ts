import type { Rule } from './rule.ts';

/** The mailbox exists and has no room. A full disk of the server is not this. */
export const FULL_RULES: readonly Rule[] = [
  {
    id: 'full-or-something-else',
    words: /\b(?:might|may|could) (?:be|not|have|no)\b.{0,40}(?:full|disabled|exist|blocked|inactive|unavailable)/,
    meaning: 'unrecognised',
    reason: 'The server only guesses at why',
    example:
      '450 4.1.1 <user@example.com>: unverified address: Mailbox might be disabled, full, or may not exist on the server.',
  },
  {
    id: 'full-server-disk',
    words:
      /insufficient system (?:storage|resources)|system (?:storage|disk|resources?) |no space left on (?:device|server)|4\.3\.1|server (?:is )?(?:out of|full)/,
    meaning: 'temporary_failure',
    reason: "The server's own disk is full (RFC 3463 X.3.1)",
    example: '452 4.3.1 Insufficient system storage',
  },
  {
    id: 'full-message-size',
    words:
      /(?:message|mail|e-mail|size).{0,30}(?:too (?:big|large|long)|exceeds? (?:the )?(?:fixed |maximum |size )|over(?:sized| size))|\btoo (?:big|large)\b|(?:maximum|max|allowed) (?:message|mail) size|message size (?:limit|exceeds)/,
    meaning: 'message_too_big',
    reason: 'Speaks of the size of a message; the mailbox may take a smaller one',
    example: '552 5.3.4 Message too large',
  },
  {
    id: 'full-mailbox-word',
    stages: ['rcpt'],
    words:
      /(?:mail ?box|mail folder|inbox|account|user|recipient|mail ?drop|maildir).{0,40}(?:\bfull\b(?! (?:name|address|qualif|e-?mail))|over ?(?:the )?(?:quota|limit|its quota|disk)|out of (?:\w{1,10} )?space|(?:size |storage |quota )?limit (?:was |has been )?(?:reached|ex(?:c?eeded))|quota (?:has been |was |is )?(?:exceeded|full|reached)|exceed(?:s|ed) .{0,24}(?:quota|limit|storage|space)|no (?:more )?(?:disk |storage )?space)/,
    meaning: 'full',
    reason: 'The mailbox is said to be full',
    example: '550 5.2.2 <user@example.com>... Mailbox Full',
  },
  {
    id: 'full-quota-policy',
    enhanced: /^[45]\.7\.\d{1,3}$/,
    words: /quota|exceed/,
    meaning: 'rate_limited',
    reason: 'A quota that is not said to be of the mailbox, under a code of policy: ours, then',
    example: '550 5.7.1 Quota exceeded',
  },
  {
    id: 'full-quota-word',
    stages: ['rcpt'],
    words:
      /over[- ]?quota|quota[- ]?exceeded|exceed(?:s|ed|ing)\b.{0,30} quota|quota (?:violation|limit|full)|(?:disk|mail|mailbox|storage|user) quota|exceeded storage (?:allocation|limit)|out of storage|(?:insufficient|not enough|no) (?:disk|storage|mailbox|mail) ?(?:space|storage)|size limit (?:has been )?exceeded$|(?:enough|sufficient) (?:disk |storage )?space|disk ?space quota|overdrawn|maximum mailbox size|too many messages (?:on|in) the|blocks limit exceeded|inode limit|mailbox (?:size )?limit ex|full mailbox|mapiexception(?:shutoff)?quota/,
    meaning: 'full',
    reason: 'The quota of the mailbox is used up',
    example: '552 Requested mail action aborted: exceeded storage allocation',
  },
  {
    id: 'full-other-languages',
    stages: ['rcpt'],
    words:
      /postfach.{0,30}(?:voll|uberfullt)|kontingent|quota (?:uberschritten|erschopft)|speicherplatz|boite .{0,40}(?:pleine|saturee)|quota (?:est )?(?:depasse|atteint)|buzon .{0,30}llen[oa]|cuota .{0,16}(?:excedid|superad|llena)|caixa .{0,40}(?:cheia|lotada)|(?:quota|cota) .{0,16}excedida|casella .{0,40}piena|quota .{0,16}superata|spazio esaurito|(?:postvak|postbus|mailbox) .{0,20}\bvol\b|skrzynka .{0,30}(?:pelna|przepelniona)|przekroczon. .{0,20}(?:limit|quota|pojemnosc|rozmiar)|ящик.{0,30}(?:переполнен|заполнен|полон)|квот.{0,20}превышен|превышен.{0,20}квот|邮箱.{0,6}(?:已满|满了|空间不足|容量)|信箱已滿|邮箱已超|メールボックス.{0,12}(?:いっぱい|満杯|容量|一杯)|容量.{0,8}(?:超|オーバー)|메일함.{0,10}(?:가득|초과)|용량.{0,6}초과/,
    meaning: 'full',
    reason: 'The same in other languages',
    example: '552 5.1.1 Boite du destinataire pleine.',
  },
];
