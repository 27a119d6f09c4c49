/** What each listener of the one Postfix is about, as overrides of `main.cf`. */
const LISTENERS = {
  plain: [],
  greylisting: ['smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:$POSTGREY,reject_unauth_destination'],
  tlsOnly: ['smtpd_tls_security_level=encrypt'],
  callout: ['smtpd_sender_restrictions=reject_unverified_sender'],
  connectionRate: ['smtpd_client_connection_rate_limit=2'],
  hardErrors: ['smtpd_hard_error_limit=3'],
  recipientLimit: ['smtpd_recipient_limit=3'],
  postscreen: [
    'postscreen_greet_wait=1s',
    'postscreen_greet_action=enforce',
    'postscreen_greet_banner=$myhostname, a moment please',
    'postscreen_pipelining_enable=yes',
    'postscreen_pipelining_action=enforce',
    'postscreen_non_smtp_command_enable=yes',
    'postscreen_bare_newline_enable=yes',
  ],
} as const;

export type Listener = keyof typeof LISTENERS;
export const LISTENER_NAMES: readonly Listener[] = [
  'plain',
  'greylisting',
  'tlsOnly',
  'callout',
  'connectionRate',
  'hardErrors',
  'recipientLimit',
  'postscreen',
];

export interface PostfixPlan {
  /** An empty folder that every user may enter. */
  readonly folder: string;
  readonly ports: Readonly<Record<Listener, number>>;
  readonly postgreyPort: number;
  /** Where Postfix calls senders back: a server of the test, in place of the MX of whatever domain. */
  readonly senderPort: number;
}

/** By local part: those of the domain that are not simply there. */
export const MAILBOXES = ['anna', 'bert', 'cora', 'dora', 'disabled', 'full', 'over'] as const;
export const LISTED_CLIENT = '127.0.0.66';

/** The configuration files by name, beside the Postfix of the system, of which nothing is read and nothing is touched. */
export function postfixFiles({ folder, ports, postgreyPort, senderPort }: PostfixPlan): ReadonlyMap<string, string> {
  const map = (name: string) => `texthash:${folder}/conf/${name}`;
  return new Map([
    [
      'main.cf',
      lines([
        'compatibility_level = 3.6',
        `queue_directory = ${folder}/queue`,
        `data_directory = ${folder}/data`,
        'command_directory = /usr/sbin',
        'daemon_directory = /usr/lib/postfix/sbin',
        'mail_owner = postfix',
        'setgid_group = postdrop',
        `maillog_file = ${folder}/log/maillog`,
        `maillog_file_prefixes = ${folder}`,
        'myhostname = mx.example.test',
        'mydestination =',
        'mynetworks = 127.255.255.254/32',
        'inet_interfaces = 127.0.0.1',
        'inet_protocols = ipv4',
        'alias_maps =',
        'alias_database =',
        // Nothing leaves loopback: no name is looked up, and there is no way to send mail.
        'smtpd_peername_lookup = no',
        'smtp_dns_support_level = disabled',
        'default_transport = error:no mail leaves this test',
        'relay_transport = error:no mail leaves this test',
        'virtual_mailbox_domains = example.test, catch-all.test',
        `virtual_mailbox_maps = ${map('mailboxes')}`,
        `smtpd_client_restrictions = check_client_access ${map('clients')}`,
        `smtpd_recipient_restrictions = reject_unlisted_recipient, check_recipient_access ${map('recipients')}, reject_unauth_destination`,
        // Loopback would be exempt from the limits on connections.
        'smtpd_client_event_limit_exceptions =',
        `smtpd_tls_cert_file = ${folder}/conf/cert.pem`,
        `smtpd_tls_key_file = ${folder}/conf/key.pem`,
        'address_verify_map =',
        `address_verify_default_transport = smtp:[127.0.0.1]:${senderPort}`,
        'address_verify_poll_delay = 1s',
        'unverified_sender_reject_code = 550',
      ]),
    ],
    ['master.cf', masterCf(ports, postgreyPort)],
    ['mailboxes', lines([...MAILBOXES.map((local) => `${local}@example.test here`), '@catch-all.test here'])],
    [
      'recipients',
      lines([
        'disabled@example.test 550 5.2.1 This mailbox has been disabled',
        'full@example.test 452 4.2.2 The mailbox is over quota',
        'over@example.test 552 5.2.2 The mailbox is over quota',
      ]),
    ],
    ['clients', lines([`${LISTED_CLIENT} REJECT blocked using zen.spamhaus.org`])],
  ]);
}

function masterCf(ports: PostfixPlan['ports'], postgreyPort: number): string {
  const listeners = LISTENER_NAMES.map((name) => {
    const daemon = name === 'postscreen' ? '1 postscreen' : '- smtpd';
    const overrides = LISTENERS[name].map((text) => ` -o { ${text.replace('$POSTGREY', String(postgreyPort))} }`);
    return `127.0.0.1:${ports[name]} inet n - n - ${daemon}${overrides.join('')}`;
  });
  return lines([
    ...listeners,
    'smtpd pass - - n - - smtpd',
    'dnsblog unix - - n - 0 dnsblog',
    'tlsproxy unix - - n - 0 tlsproxy',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'error unix - - n - - error',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
  ]);
}

function lines(list: readonly string[]): string {
  return `${list.join('\n')}\n`;
}
