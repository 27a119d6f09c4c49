/** A mail service under one name: `yahoo` under its suffixes. */
export interface MailFamily {
  readonly name: string;
  readonly suffixes: readonly string[];
  /** The suffixes are all there are: the name under another is a mistake. */
  readonly closed: boolean;
  /** Slips of the finger within which a name is still this one: 0 for names that are also words or initials. */
  readonly reach: 0 | 1 | 2;
}

const YAHOO =
  'com co.uk co.in co.id co.jp co.kr co.nz co.th co.za ca cn fr de it es in ie gr ro se dk no fi nl be at ch pl pt hu cz ru jp com.ar com.au com.br com.cn com.co com.hk com.mx com.my com.pe com.ph com.pk com.sg com.tr com.tw com.ua com.ve com.vn cl';
const HOTMAIL =
  'com co.uk co.id co.il co.in co.jp co.kr co.nz co.th co.za ac ca cz cl ch de dk es fi fr gr hu ie it jp lt lv my nl no ph pt ro rs ru se sg sk at be com.ar com.au com.br com.hk com.mx com.tr com.tw com.vn';
const OUTLOOK =
  'com at be cl co.id co.il co.nz co.th com.ar com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr hu ie in it jp kr lv my ph pt sa sg sk';

const CLOSED = [
  ['gmail', 'com', 1],
  ['googlemail', 'com', 2],
  ['hotmail', HOTMAIL, 2],
  ['yahoo', YAHOO, 1],
  ['outlook', OUTLOOK, 2],
  ['icloud', 'com', 1],
  ['rocketmail', 'com', 2],
  ['protonmail', 'com ch', 2],
  ['rediffmail', 'com', 2],
  ['btinternet', 'com', 2],
  ['sbcglobal', 'net', 2],
  ['optonline', 'net', 1],
  ['bellsouth', 'net', 1],
  ['ntlworld', 'com', 1],
] as const;

/** Names that others own under other suffixes, or that are words: only a broken suffix or one slip is put right. */
const OPEN = [
  ['ymail', 'com', 0],
  ['live', 'com co.uk ca fr nl be it de dk no se com.au com.mx com.ar cl ie in jp cn co.za at', 0],
  ['msn', 'com', 0],
  ['aol', 'com co.uk de fr it es in com.au com.br com.mx nl be', 0],
  ['me', 'com', 0],
  ['mac', 'com', 0],
  ['mail', 'com ru de', 0],
  ['att', 'net', 0],
  ['cox', 'net', 0],
  ['comcast', 'net', 1],
  ['verizon', 'net', 1],
  ['charter', 'net', 1],
  ['earthlink', 'net', 1],
  ['windstream', 'net', 1],
  ['frontier', 'com', 0],
  ['juno', 'com', 0],
  ['proton', 'me', 0],
  ['fastmail', 'com fm', 1],
  ['zoho', 'com eu in', 0],
  ['gmx', 'de net com at ch', 0],
  ['web', 'de', 0],
  ['t-online', 'de', 1],
  ['freenet', 'de', 1],
  ['arcor', 'de', 0],
  ['posteo', 'de', 0],
  ['bluewin', 'ch', 1],
  ['orange', 'fr', 0],
  ['wanadoo', 'fr es', 1],
  ['laposte', 'net', 1],
  ['free', 'fr', 0],
  ['sfr', 'fr', 0],
  ['libero', 'it', 0],
  ['virgilio', 'it', 1],
  ['tiscali', 'it co.uk', 1],
  ['alice', 'it', 0],
  ['telefonica', 'net', 1],
  ['virginmedia', 'com', 1],
  ['blueyonder', 'co.uk', 1],
  ['talktalk', 'net', 1],
  ['sky', 'com', 0],
  ['telenet', 'be', 0],
  ['skynet', 'be', 0],
  ['ziggo', 'nl', 0],
  ['planet', 'nl', 0],
  ['home', 'nl', 0],
  ['uol', 'com.br', 0],
  ['bol', 'com.br', 0],
  ['terra', 'com.br', 0],
  ['globo', 'com', 0],
  ['yandex', 'ru com', 0],
  ['rambler', 'ru', 1],
  ['onet', 'pl eu', 0],
  ['interia', 'pl', 0],
  ['seznam', 'cz', 1],
  ['centrum', 'cz', 0],
  ['bigpond', 'com net.au com.au', 1],
  ['optusnet', 'com.au', 1],
  ['shaw', 'ca', 0],
  ['rogers', 'com', 0],
  ['sympatico', 'ca', 1],
  ['telus', 'net', 0],
  ['naver', 'com', 0],
  ['hanmail', 'net', 0],
  ['qq', 'com', 0],
  ['163', 'com', 0],
  ['126', 'com', 0],
] as const;

/** Mail services whose names people mistype, the most used first: of two that are equally near, the first is meant. */
export const MAIL_FAMILIES: readonly MailFamily[] = [
  ...CLOSED.map(([name, suffixes, reach]) => ({ name, suffixes: suffixes.split(' '), closed: true, reach })),
  ...OPEN.map(([name, suffixes, reach]) => ({ name, suffixes: suffixes.split(' '), closed: false, reach })),
];

/** Domains that stand one slip from a large service and are somebody else's: never "corrected". */
export const REAL_DOMAINS: ReadonlySet<string> = new Set(
  `mail.com email.com ymail.com cloud.com xmail.com fmail.com bmail.com zmail.com qmail.com rmail.com vmail.com tmail.com
   hmail.com jmail.com kmail.com smail.com wmail.com umail.com imail.com omail.com pmail.com lmail.com amail.com dmail.com
   emailn.de email.de email.it email.cz email.ua gmall.ru gmx.us hotmail.ac mailfence.com mail.de mail.ru mail.ee mail.bg
   hushmail.com hotmall.com hotrail.com hotpail.com hotmart.com outlooks.com lookout.com outlast.com outlook.live.com
   yahoo-inc.com yahooinc.com yahooapis.com yahoogroups.com yandex.com.tr yandex.by yandex.kz yandex.ua aliyun.com
   proton.com protonmail.zendesk.com comcast.com compcast.com comcash.com compass.com verizon.com horizon.com
   verizonwireless.com charter.com chartered.com charger.com chapter.com earthling.com wanadoo.nl freenet.com free.com
   talktalk.co.uk talktalkbusiness.net talktalk.com bigpond.net frontiernet.net optimum.net optimumonline.net icloud.dev
   cloudmail.com icloudhospital.com homemail.com hostmail.com snowmail.com towmail.com boatmail.com totalmail.com
   bluewin.com blue-win.ch telenet.com freemail.hu freemail.gr freemail.de rediff.com sympatica.com seznam.com
   tiscali.com virgilio.com rambler.com laposte.fr fastmail.net fastmail.co.uk fastmail.jp webmail.com mailbox.org
   inbox.com outlook.office365.com outlook.org yaho.co.jp goo.ne.jp ocn.ne.jp gail.com gmai.org gail.co.in emailme.com
   earthling.net prontomail.com proto2mail.com homemail.co.za ashotmail.com hotepmail.com shotmail.ru zoutlook.com`.split(
    /\s+/,
  ),
);

/** Misspellings that no rule here reaches: two keys hit at once, a doubled name, a first letter beside its key. */
export const KNOWN_TYPOS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'gmail.com': [
      'g-mail.com',
      'gmailcom.com',
      'gmail-com.com',
      'gmailmail.com',
      'gemail.com',
      'fgmail.com',
      'gmjail.com',
      'gnmail.com',
      'gimaill.com',
      'qmaii.com',
      'hgmail.com',
      'gogglemail.com',
    ],
    'hotmail.com': [
      'hot-mail.com',
      'hotmailcom.com',
      'jotmail.com',
      'gotmail.com',
      'hotmsn.com',
      'hotmaio.com',
      'homtail.com',
    ],
    'yahoo.com': [
      'uahoo.com',
      'tahoo.com',
      'yahoomail.com',
      'yahoocom.com',
      'yahoi.com',
      'yahoouk.com',
      'yaoho.com',
      'ymial.com',
    ],
    'outlook.com': ['iutlook.com', 'putlook.com', 'outlookmail.com', 'outlookcom.com', 'outlokk.com', 'outllok.com'],
    'icloud.com': [
      'i-cloud.com',
      'icloude.com',
      'icluod.com',
      'iclud.com',
      'uicloud.com',
      'icoud.com',
      'icloudcom.com',
    ],
    'aol.com': ['aoll.com', 'ao.com.com', 'aol.co', 'aol.con', 'aol.cm', 'aolmail.com'],
    'live.com': ['live.co', 'live.cm', 'live.om', 'livemail.com'],
    'msn.com': ['msn.co', 'msn.cm', 'msnn.com'],
    'ymail.com': ['ymail.co', 'ymai.com', 'ymaill.com', 'ymial.co'],
    'comcast.net': ['comcast.bet', 'comcst.net', 'concast.net', 'comcat.net'],
  }).flatMap(([meant, typos]) => typos.map((typo): [string, string] => [typo, meant])),
);

/** Parts of an unknown suffix as people meant them. One slip away from `com`, `net` or `org` is found without this table. */
export const SUFFIX_TYPOS: ReadonlyMap<string, string> = new Map([
  ['co.ukk', 'co.uk'],
  ['co.ku', 'co.uk'],
  ['co.um', 'co.uk'],
  ['co.yk', 'co.uk'],
  ['c.ouk', 'co.uk'],
  ['couk', 'co.uk'],
  ['com.rb', 'com.br'],
  ['con.br', 'com.br'],
  ['combr', 'com.br'],
  ['con.au', 'com.au'],
  ['comau', 'com.au'],
  ['con.mx', 'com.mx'],
  ['con.ar', 'com.ar'],
  ['con.tr', 'com.tr'],
  ['deu', 'de'],
  ['dde', 'de'],
  ['fre', 'fr'],
  ['frr', 'fr'],
  ['itt', 'it'],
  ['inof', 'info'],
  ['ifno', 'info'],
]);
