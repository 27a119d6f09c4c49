import type { Rule } from './rule.ts';

/** The mailbox was there, and was shut. */
export const DISABLED_RULES: readonly Rule[] = [
  {
    id: 'disabled-for-now',
    stages: ['rcpt'],
    codes: '4xx',
    words: /temporar|try (?:again )?later|retry/,
    meaning: 'temporary_failure',
    reason: 'Said to be so for now, under a code that says "not now"',
    example: '450 4.2.1 Mailbox temporarily disabled, try again later',
  },
  {
    id: 'disabled-after-noun',
    stages: ['rcpt'],
    words:
      /(?:\b(?:account|mail ?box|user|recipient|address|inbox|customer)s?\b|<>)(?:[^.]|\.(?=\S)){0,48}?\b(?:disabled|in-?active|deactivated|de-activated|discontinued|terminated|suspended|frozen|cancell?ed|archived|retired|not active|isn't active|no longer (?:valid|active|(?:accept|receiv)\w{0,4}(?! (?:e-?)?mails? from))|locked (?:due|out|because|for)|blocked (?:due to|because of|for) (?:inactiv|non)|(?:has|have|account|mailbox|user) (?:been closed|expired)|unable to receive|can(?:not|'t| not) receive|does(?: not|n't) (?:accept|receive|take) (?:any )?(?:e-?)?mails?\b(?! from))|\b(?:account|mail ?box)\b.{0,24} (?:(?:is|was|been) (?:currently |temporarily |permanently )?(?:locked(?! by another)|blocked|closed|expired)|blocked by (?:the )?admin)|\b(?:account|mail ?box) (?:locked|closed|expired|blocked)/,
    meaning: 'disabled',
    reason: 'The mailbox or account is said to be shut',
    example:
      '550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.google.com/mail/?p=DisabledUser - gsmtp',
  },
  {
    id: 'disabled-before-noun',
    stages: ['rcpt'],
    words:
      /(?:disabled|in-?active|deactivated|archived|suspended|closed|locked|terminated|expired|cancell?ed) (?:recipient|account|mail ?box|user|address|e-?mail|inbox)|incoming (?:mail )?suspended|not poped|suspend the service|delivery to this (?:user|address) (?:is )?(?:disabled|suspended)/,
    meaning: 'disabled',
    reason: 'The same the other way round',
    example: '525 5.7.13 Disabled recipient address',
  },
  {
    id: 'disabled-other-languages',
    stages: ['rcpt'],
    words:
      /(?:postfach|konto|benutzer|mailbox|account|adresse|empfanger)\b.{0,40}(?:deaktiviert|gesperrt|inaktiv|abgeschaltet|stillgelegt|gekundigt)|(?:compte|boite|adresse|utilisateur|destinataire)\b.{0,40}(?:bloque|desactive|suspendu|ferme|inactif|archivee?)|(?:cuenta|usuario|buzon|casilla|direccion)\b.{0,40}(?:deshabilitad|desactivad|suspendid|inactiv|bloquead|cancelad|cerrad)|(?:conta|usuario|caixa|endereco)\b.{0,40}(?:desativad|suspens|bloquead|inativ|desabilitad|cancelad|encerrad)|(?:utente|casella|account|indirizzo)\b.{0,40}(?:disabilitat|disattivat|sospes|bloccat|inattiv|chius)|(?:gebruiker|mailbox|postbus|account|adres)\b.{0,40}(?:geblokkeerd|uitgeschakeld|gedeactiveerd|opgeheven|niet actief)|(?:konto|skrzynka|uzytkownik|adres)\b.{0,40}(?:zablokowan|nieaktywn|zawieszon|wylaczon|usuniet)|(?:ящик|аккаунт|пользовател|адрес|учетная запись|почта).{0,40}(?:заблокирован|отключен|отключён|удален|удалён|неактив|приостановлен|закрыт)|(?:用户|邮箱|帐号|账号|帳號|信箱).{0,12}(?:停用|禁用|冻结|凍結|注销|被锁|关闭|暂停)|(?:アカウント|メールボックス|アドレス|ユーザー?).{0,12}(?:停止|解約|凍結|使われておりません)|(?:계정|메일함|사용자).{0,10}(?:정지|중지|휴면|비활성|탈퇴)/,
    meaning: 'disabled',
    reason: 'The same in other languages',
    example: '550 5.5.0 Votre correspondant: ce compte est desactive',
  },
];
