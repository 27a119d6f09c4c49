import { inAllLanguages } from './languages.ts';
import type { Rule } from './rule.ts';

/**
 * Refusals of the host that asks: its IP, its name, its reputation. They come at RCPT as often as at the banner
 * (Postfix delays them by default), under any code, and before anything that could be about the recipient.
 */
export const CLIENT_RULES: readonly Rule[] = [
  {
    id: 'client-rejected-later',
    codes: '4xx',
    words: /client host rejected: (?:service|please try again slower|too)/,
    meaning: 'temporary_failure',
    reason: 'Postfix defers a client that it would refuse otherwise; it may hide any other answer',
    example: '450 4.7.1 Client host rejected: Service unavailable',
  },
  {
    id: 'client-no-reverse-dns',
    words:
      /\b(?:ptr|rdns|fcrdns)\b|reverse[- ](?:\w{0,12}[- ])?(?:dns|lookup|name|host|look|mapping|entry|record|resol)|find your (?:reverse )?host ?name|(?:ip|host) ?name lookup failed|hostname lookup|does not resolve to (?:your )?(?:ip|address)|no (?:a|ptr|dns) record|no dns/,
    meaning: 'blocked',
    reason: 'The server wants a matching reverse DNS name for our IP',
    example: '550 5.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]',
  },
  {
    id: 'client-too-many',
    codes: '4xx',
    words:
      /\btoo? (?:many|much|fast|quick|often|frequent)|rate[- ]?limit|(?:sending|message|submission|connection|mail) rate\b|throttl|slow(?:er| down)\b|concurren|frequenc/,
    meaning: 'rate_limited',
    reason: 'A limit of how much or how fast, under a code that says "not now", whoever else is named',
    example: '421 4.2.1 Too many connections from your IP',
  },
  {
    id: 'client-blocklist-name',
    marker:
      /spamhaus|spamcop|spamrats|\bsorbs\b|uceprotect|\bnjabl|\bpsbl\b|\bapews|rfc-ignorant|\bahbl\b|\bwpbl\b|\bivmsip|spfbl|gbudb|barracudacentral|barracuda reputation|abuseat|abusix|dnswl|dnsrbl|invaluement|mailspike|senderscore|senderbase|talosintelligence|cloudmark|cloudfilter|proofpoint reputation|ipcheck\.proofpoint|support\.proofpoint|csi\.mimecast|ers\.trendmicro|email reputation service|surriel|backscatterer|lashback|truncate\.gbudb|nixspam|ix\.dnsbl|hostkarma|delist|unblock|cyren|vaderetro|trustwave/,
    meaning: 'blocked',
    reason: 'Names a list of refused IPs or the page to get off one',
    example: '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
  },
  {
    id: 'client-blocklist-word',
    words:
      /black[- ]?list|block[- ]?list|deny[- ]?list|denied[- ]?list|\b(?:[a-z]{0,4}rbl|dnsbl|dnsrbl|xbl|pbl|sbl|cbl|bl\d{4,8})\b|\[shxbl\]|(?<!not )listed (?:at|in|on|by)\b|blocked (?:using|by|due to|for|at|because|from)\b(?! (?:inactivity|non|admin|the admin))/,
    meaning: 'blocked',
    reason: 'Refused by a list of IPs or senders',
    example: '550 5.7.1 IP address blacklisted by recipient',
  },
  {
    id: 'client-reputation',
    words:
      /reputation|\bkarma\b|in prison|previous incidents|abus(?:e|ive) (?:detected|from|by)|poor standing|cdrbl|aup#/,
    meaning: 'blocked',
    reason: 'The reputation of our IP or network is held against us',
    example: '554 IP address 192.0.2.1 rejected [IP reputation fail]',
  },
  {
    id: 'client-ip-refused',
    words:
      /\b(?:your|sending|source|client|remote|connecting|sender's?) (?:ip|ipv4|ipv6|host|hostname|network|subnet|mta|mail ?server|smtp server|server|isp|provider|netblock|machine|system|internet)\b|\b(?:from|this|the|that|my|an) ip\b|\bip(?:v[46])? (?:addr?ess(?:es)? )?(?:#|\[#|is|has|was|not|rejected|denied|blocked|refused|banned|from|range|you)|\bip=|\bip block|\b(?:client|host|remote|relay|connecting|server) addr?ess\b|\baddress \[?#|\bhost ?name\b|you(?:'re| are) (?:blocked|listed|banned)|\bips? addr?ess|\b(?:this|that|your|our|the|sender'?s?) (?:network|country|isp)\b|unknown (?:client|relay|sending host|host \[?#)|unknown hosts\b|(?<!many |concurrent |parallel |simultaneous |open |of )\bconnections? from\b|mail ?server name|relay host|\bhosts? \[?#(?!\S{0,60} said)|\bhosts (?:with|that|which)|\b(?:from|by|of) (?:host|mail ?server|server|network) \[?(?:#|~)|\bips\b/,
    meaning: 'blocked',
    reason: 'Speaks of our IP, host or network',
    example: '554 IP is rejected',
  },
  {
    id: 'client-host-rejected',
    words:
      /client (?:host |ip )?(?:<>|\[#\]|#|was |is |has been )?:? ?(?:rejected|denied|blocked|refused|banned)|not (?:allowed|authori[sz]ed|permitted) to connect|connections? (?:rejected|refused|blocked|denied|dropped|not (?:allowed|accepted))|connections are being blocked|access to submit messages|(?:host|server) network not allowed|# (?:is |was |has been )?(?:temporarily )?(?:blocked|rejected|denied|refused|banned|listed|found on)|(?:blocked|rejected|denied|refused|banned) #|\bblack ip\b|\bhost (?:is )?(?:listed|rejected|refused|denied|blocked)\b|access from .{0,40}(?:denied|blocked|refused)|banned send|dynamic (?:ip|address|host)|dial-?up|residential|generic (?:hostname|rdns)|not welcome|go away|country (?:is )?(?:blocked|not)|geo-?(?:block|ip)/,
    meaning: 'blocked',
    reason: 'The connecting host is refused',
    example: '550 #5.7.1 Your access to submit messages to this e-mail system has been rejected.',
  },
  {
    id: 'client-other-languages',
    words: inAllLanguages('client'),
    meaning: 'blocked',
    reason: 'Our IP, our host or a list of refused ones, in other languages',
    example: '550 5.7.1 Ваш IP-адрес находится в чёрном списке',
  },
  {
    id: 'client-helo',
    words: /\b(?:helo|ehlo|hello)\b/,
    meaning: 'policy',
    reason: 'The name we gave at EHLO is not liked',
    example: '450 4.7.1 <mail.example.com>: Helo command rejected: Host not found',
  },
];
