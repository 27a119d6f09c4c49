/**
 * How mail servers say the same things in other languages than English. A row is all that is known of one: alternations as
 * in a pattern, of words as `readable.ts` makes them (lower case, Latin letters without accents, ß as ss, ı as i).
 */
export interface Language {
  /** Ends the ids of the rows that are made of it: `not-found-german`. */
  readonly id: string;
  readonly name: string;
  /** What mail is sent to: user, recipient, mailbox, account, address. */
  readonly mailbox: string;
  /** Said of a mailbox: unknown, does not exist, not found, not valid. */
  readonly missing: string;
  /** Whole sentences that say it without one of the words above. */
  readonly noSuch?: string;
  /** Said of a mailbox: disabled, locked, suspended, closed. */
  readonly disabled: string;
  /** Said of a mailbox: full. */
  readonly full: string;
  /** Of a quota or of space, whoever has it. */
  readonly quota: string;
  /** The one who writes: whatever is said beside it is about us. */
  readonly sender: string;
  /** Lists of refused hosts, and words for our host and its IP. */
  readonly client: string;
  /** Too many, too fast, limit. */
  readonly rate: string;
  /** Come back later. */
  readonly later: string;
  readonly examples: { readonly missing: string; readonly disabled: string; readonly full: string };
}

export const LANGUAGES: readonly Language[] = [
  {
    id: 'german',
    name: 'German',
    mailbox:
      '\\b(?:empfan?e?nger\\w{0,8}|be?nutzer\\w{0,6}|nutzer|postfach|postfaches|mailbox|(?:e-?mail-?|mail)?adresse|konto|kontos|teilnehmer|kennung|kunde|person)\\b|<>',
    missing:
      '\\bunbekannt|existiert (?:hier )?(?:nicht|leider)|(?:nicht|nie) (?:gefunden|bekannt|vorhanden|gultig|existent|existiert|zustellbar|registriert|eingerichtet|vergeben|mehr (?:gultig|vorhanden|aktuell|existent))|ungultig|gibt es (?:hier )?nicht|geloscht|falsche?\\b|kein(?:e|en)? (?:solche[rns]?|gultige[rns]?)\\b',
    noSuch: '\\bkein(?:e|en)? (?:benutzer|empfanger|postfach|mailbox|konto|nutzer)\\b|empfanger abgelehnt: unbekannt',
    disabled:
      'deaktiviert|gesperrt|inaktiv|abgeschaltet|stillgelegt|gekundigt|geschlossen|abgelaufen|nicht (?:mehr )?aktiv|nimmt keine (?:e-?)?mails? (?:mehr )?(?:an|entgegen)|blockiert',
    full: '\\bvoll\\b|uberfullt|uberschritten|erschopft|kein(?:en)? (?:freier |freien )?(?:speicher)?platz',
    quota:
      'kontingent (?:ist )?(?:uberschritten|erschopft)|quota (?:ist )?(?:uberschritten|erschopft)|speicherplatz|speichervolumen|zu ?viele mails auf dem server',
    sender: 'absender|versender|sendeadresse|mail von\\b',
    client:
      'schwarze[nr]? liste|sperrliste|ihre? (?:ip|server|host|mailserver|domain|netz)|ip-?adresse|ruckwartsauflosung|(?:host|server) gesperrt|annahme verweigert|nicht (?:erlaubt|berechtigt|zugelassen)',
    rate: 'zu (?:viele|schnell|haufig|oft)\\b|ratenbegrenzung|limit (?:ist )?uberschritten',
    later: 'erneut|spater|vorubergehend|derzeit|momentan|zeitweise',
    examples: {
      missing: '550 5.1.1 <user@example.com>: Empfänger unbekannt',
      disabled: '550 5.2.1 Das Postfach ist deaktiviert',
      full: '552 5.2.2 Postfach voll',
    },
  },
  {
    id: 'french',
    name: 'French',
    mailbox:
      '\\b(?:destinataires?|utilisateurs?|adresses?|boites?(?: aux lettres| e?-?mail)?|comptes?|usagers?|abonnes?|correspondant|mailbox|e-?mail)\\b|<>',
    missing:
      "\\binconnue?s?\\b|invalides?\\b|inexistante?s?|n'? ?(?:existe|existent) (?:pas|plus)|non (?:trouvee?|valides?|reconnue?)|pas (?:trouvee?|valide)|introuvable|erronee?|incorrecte?|supprimee?",
    noSuch: "\\baucune? (?:utilisateur|destinataire|compte|boite)|pas d'(?:utilisateur|abonne)",
    disabled:
      'bloquee?\\b|desactivee?|suspendue?|fermee?\\b|inactif|inactive|archivee?|cloturee?|resiliee?|n.accepte plus',
    full: 'pleine?\\b|saturee?|depassee?|plus (?:de place|d.espace)',
    quota: 'quota (?:est )?(?:depasse|atteint)|espace (?:disque )?insuffisant',
    sender: 'expediteur|emett(?:eur|rice)|envoyeur',
    client:
      'liste noire|votre (?:ip|serveur|adresse ip|hote|domaine)|adresse ip|serveur (?:refuse|bloque)|ip bloquee|refus(?:e|ons) votre|refusee? par|politique de|non autorise|serveur inconnu',
    rate: 'trop de\\b|trop (?:rapide|nombreu)|limite (?:est )?(?:depassee|atteinte)',
    later: 'plus tard|ulterieurement|temporairement|reessa|momentanement',
    examples: {
      missing: '550 5.1.1 Adresse d au moins un destinataire invalide.',
      disabled: '550 5.5.0 Votre correspondant: ce compte est desactive',
      full: '552 5.1.1 Boite du destinataire pleine.',
    },
  },
  {
    id: 'spanish',
    name: 'Spanish',
    mailbox:
      '\\b(?:usuarios?|buzon|cuenta(?: de correo)?|destinatarios?|direccion(?: de correo)?|casilla|correo|persona)\\b|<>',
    missing:
      '\\bdesconocid[oa]s?|\\bno (?:existe|existen|encontrad[oa]|valid[oa]|es (?:valid[oa]|correct[oa])|fue encontrad[oa]|se encuentra|se encontro|esta registrad[oa]|disponible)|inexistente|\\binvalid[oa]|incorrect[oa]|eliminad[oa]',
    noSuch: '\\bno hay (?:tal|ningun)|no existe (?:dicha|esa|ese|el|la|tal)',
    disabled:
      'deshabilitad[oa]|desactivad[oa]|suspendid[oa]|inactiv[oa]|bloquead[oa]|cancelad[oa]|cerrad[oa]|inhabilitad[oa]|dad[oa] de baja',
    full: '\\bllen[oa]\\b|excedid[oa]|superad[oa]|sin espacio|ha excedido',
    quota: 'cuota .{0,16}(?:excedid|superad|llena)|espacio (?:en disco )?(?:agotado|insuficiente)',
    sender: 'remitente|emisor\\b|el correo de\\b',
    client:
      'lista negra|su (?:ip|servidor|direccion ip|dominio)\\b|direccion ip|servidor (?:remitente|bloqueado|desconocido)|reputacion|rechazado por|no autorizad',
    rate: 'demasiad[oa]s|(?:superado|excedido) el limite|limite (?:de .{1,20} )?(?:excedid|superad|alcanzad)',
    later: 'mas tarde|temporalmente|\\bintente|de nuevo',
    examples: {
      missing: '550 5.1.1 El usuario no existe',
      disabled: '550 5.2.1 Cuenta deshabilitada por inactividad',
      full: '552 5.2.2 Buzón lleno',
    },
  },
  {
    id: 'portuguese',
    name: 'Portuguese',
    mailbox:
      '\\b(?:usuarios?|utilizador|contas?|caixa(?: postal| de entrada| de correio)?|destinatarios?|enderecos?|e-?mail)\\b|<>',
    missing:
      'desconhecid[oa]|\\bnao (?:existe|existem|encontrad[oa]|localizad[oa]|e valid[oa]|foi encontrad[oa]|cadastrad[oa])|\\binexistente|\\binvalid[oa]|removid[oa]',
    noSuch: '\\bnao ha (?:tal|nenhum)',
    disabled:
      'desativad[oa]|desactivad[oa]|suspens[oa]|bloquead[oa]|inativ[oa]|desabilitad[oa]|cancelad[oa]|encerrad[oa]',
    full: '\\bchei[oa]\\b|lotad[oa]|excedid[oa]|excedeu|sem espaco',
    quota: '(?:quota|cota) .{0,16}(?:excedida|excedeu|atingida)|espaco insuficiente',
    sender: 'remetente',
    client:
      'lista negra|lista de bloqueio|seu (?:ip|servidor|dominio)\\b|endereco ip|servidor (?:bloqueado|desconhecido)|rejeitad[oa] por|nao autorizad',
    rate: 'muit[oa]s\\b|limite (?:de .{1,20} )?(?:excedid|atingid)|excesso de',
    later: 'mais tarde|temporariamente|\\btente\\b',
    examples: {
      missing: '550 5.1.1 <user@example.com>: Recipient address rejected: Usuário desconhecido',
      disabled: '550 5.2.1 Conta desativada',
      full: '552 5.2.2 Caixa postal cheia',
    },
  },
  {
    id: 'italian',
    name: 'Italian',
    mailbox:
      '\\b(?:utente|utenti|casella(?: di posta)?|destinatari[oi]|indirizz[oi](?: e-?mail)?|account|mailbox)\\b|<>',
    missing:
      'sconosciut[oa]|inesistente|non (?:esiste|esistono|trovat[oa]|valid[oa]|esistente|presente|riconosciut[oa]|disponibile|corrett[oa])|cancellat[oa]|\\berrat[oa]',
    disabled: 'disabilitat[oa]|disattivat[oa]|sospes[oa]|bloccat[oa]|inattiv[oa]|\\bchius[oa]|scadut[oa]',
    full: '\\bpien[oa]\\b|superat[oa]|esaurit[oa]|ha superato',
    quota: 'quota .{0,16}superata|spazio (?:\\w{1,12} )?esaurito',
    sender: 'mittente',
    client:
      'lista nera|il (?:tuo|suo|vostro) (?:ip|indirizzo ip|server|dominio)|indirizzo ip|server (?:bloccato|sconosciuto)|non autorizzat|rifiutat[oa] per',
    rate: 'tropp[eoi]\\b|limite (?:di .{1,20} )?superat',
    later: 'piu tardi|temporaneamente|riprova',
    examples: {
      missing: '550 5.1.1 Utente sconosciuto',
      disabled: '550 5.2.1 Casella disattivata',
      full: '552 5.2.2 Casella piena',
    },
  },
  {
    id: 'dutch',
    name: 'Dutch',
    mailbox:
      '\\b(?:gebruiker|mailbox|postbus|postvak|ontvanger|(?:e-?mail|mail)?-?adres|geadresseerde|brievenbus|account)\\b|<>',
    missing:
      'onbekende?\\b|bestaat (?:hier )?niet|niet (?:gevonden|bekend|geldig|beschikbaar|aanwezig)|ongeldig|verwijderd',
    noSuch: '\\bgeen (?:gebruiker|mailbox|postbus|ontvanger)|bestaat geen (?:gebruiker|mailbox)',
    disabled: 'geblokkeerd|uitgeschakeld|gedeactiveerd|opgeheven|niet (?:meer )?actief|opgezegd|afgesloten|inactief',
    full: '\\bvol\\b|overschreden',
    quota: 'quotum overschreden|onvoldoende ruimte',
    sender: 'afzender',
    client: 'zwarte lijst|uw (?:ip|server|mailserver|domein)|ip-?adres\\b',
    rate: 'te (?:veel|snel)\\b|limiet (?:is )?overschreden',
    later: 'probeer|tijdelijk',
    examples: {
      missing: '550 5.1.1 Gebruiker onbekend',
      disabled: '550 5.2.1 Deze mailbox is geblokkeerd',
      full: '552 5.2.2 Mailbox vol',
    },
  },
  {
    id: 'nordic',
    name: 'Swedish, Danish and Norwegian',
    mailbox:
      '\\b(?:mottagar|anvandar|brevlad|bruger|modtager|bruker|mottaker|postboks|postkasse|adress|konto)\\w{0,5}\\b',
    missing:
      'finns (?:inte|ej)|findes ikke|finnes ikke|\\bokant?d?a?\\b|ukendt|ukjent|eksisterer ikke|existerar (?:inte|ej)|(?:inte|ikke|ej) (?:fundet|funnet|hittad|gyldig|giltig)|ogiltig|ugyldig',
    disabled: 'sparra[dt]|inaktiv|avstangd|deaktiveret|deaktivert|sparret|sperret|lukket|avslutad|stengt',
    full: '\\bfull[t]?\\b|\\bfuld|overskred',
    quota: 'kvoten? (?:er |ar )?overskred|kvot(?:en)? overskriden',
    sender: 'avsandar|afsender|avsender',
    client: 'svartlist|sortlist|svarteliste|din (?:ip|server)\\b|ip-?adress',
    rate: '\\bfor (?:manga|mange)\\b',
    later: 'senare|senere|tillfallig|midlertidig',
    examples: {
      missing: '550 5.1.1 Mottagaren okänd',
      disabled: '550 Kontot är spärrat',
      full: '552 Brevlådan är full',
    },
  },
  {
    id: 'finnish',
    name: 'Finnish',
    mailbox: '\\b(?:kayttaj|vastaanottaj|osoit|postilaatik|sahkopostiosoit|tili)\\w{0,6}\\b|<>',
    missing: 'tuntematon|ei (?:ole(?: olemassa)?|loydy|loytynyt|tunneta)|virheellinen',
    disabled: 'suljettu|lukittu|poistettu kaytosta|ei ole kaytossa',
    full: '\\btaynna\\b|ylittynyt',
    quota: 'kiintio (?:on )?(?:ylittynyt|taynna)',
    sender: 'lahettaj',
    client: 'mustalla listalla|ip-?osoite',
    rate: 'liian (?:monta|paljon)',
    later: 'myohemmin',
    examples: {
      missing: '550 5.1.1 Vastaanottaja tuntematon',
      disabled: '550 5.2.1 Tili on suljettu',
      full: '552 5.2.2 Postilaatikko on täynnä',
    },
  },
  {
    id: 'polish',
    name: 'Polish',
    mailbox:
      '\\b(?:uzytkowni[kc]\\w{0,4}|kont[oa]|adres\\w{0,3}|odbiorc\\w{0,3}|skrzyn[kc]\\w{0,2}|adresat\\w{0,2})\\b|<>',
    missing:
      'nie istnieje|nieznan[ya]|nie (?:zostal[ao]? )?(?:znalezion|odnalezion)|nie ma tak|brak tak|nieprawidlow|niepoprawn|usuniet',
    noSuch: '\\bnie ma takiego|brak takiego',
    disabled: 'zablokowan|nieaktywn|zawieszon|wylaczon|wygasl|zamkniet',
    full: '\\bpeln[ay]\\b|przepelnion|przekroczon|\\bbrak miejsca',
    quota: 'przekroczon[oya] .{0,20}(?:limit|quota|pojemnosc|rozmiar)|limit .{0,20}przekroczon',
    sender: 'nadawc',
    client: 'czarnej lis|czarna lista|twoj (?:adres ip|serwer)|adres ip\\b',
    rate: 'zbyt (?:wiele|duzo|czesto)',
    later: 'pozniej|tymczasow|chwilowo',
    examples: {
      missing: '550 5.1.1 Użytkownik nie istnieje',
      disabled: '550 5.2.1 Konto zablokowane',
      full: '552 5.2.2 Skrzynka przepełniona',
    },
  },
  {
    id: 'czech',
    name: 'Czech and Slovak',
    mailbox: '\\b(?:uzivatel|pouzivatel|schrank|adres|prijemc|prijemca|ucet|uctu|adresat)\\w{0,3}\\b|<>',
    missing: 'neexistuj|neznam|nenalezen|nebyla? nalezen|nebola? najden|nenajden|neplatn|zrusen',
    disabled: 'zablokovan|blokovan|zrusen|deaktivovan|neaktivn|vypnut|pozastaven|uzavren',
    full: '\\bplna\\b|preplnen|prekrocen',
    quota: 'kvota .{0,16}prekrocen|prekrocen. .{0,16}(?:kvot|limit)',
    sender: 'odesilatel|odosielatel',
    client: 'blacklistu|cerne listine|vase ip|ip adres',
    rate: 'prilis mnoho|prilis vela',
    later: 'pozdeji|neskor|docasn',
    examples: {
      missing: '550 5.1.1 Uživatel nenalezen',
      disabled: '550 5.2.1 schránka je zablokována',
      full: '552 5.2.2 schránka je plná',
    },
  },
  {
    id: 'hungarian',
    name: 'Hungarian',
    mailbox: '\\b(?:felhasznalo|cimzett|postafiok|postalada|e-?mail ?cim|cim|fiok)\\w{0,3}\\b|<>',
    missing: 'ismeretlen|nem (?:letezik|talalhato|letezo)|ervenytelen',
    disabled: 'letiltva|letiltott|felfuggesztve|zarolva|megszunt|inaktiv',
    full: 'megtelt|\\btele\\b',
    quota: 'kvota .{0,10}(?:betelt|tullep)',
    sender: 'felado|kuldo',
    client: 'feketelist|ip-?cim',
    rate: 'tul sok',
    later: 'kesobb|ideiglenes',
    examples: {
      missing: '550 5.1.1 A felhasználó nem létezik',
      disabled: '550 5.2.1 A postafiók letiltva',
      full: '552 5.2.2 A postafiók megtelt',
    },
  },
  {
    id: 'romanian',
    name: 'Romanian',
    mailbox: '\\b(?:utilizator\\w{0,4}|destinatar\\w{0,3}|cont|contul|adresa|casuta)\\b|<>',
    missing: 'necunoscut|inexistent|nu exista|nu a fost gasit|invalid[ae]\\b',
    disabled: 'dezactivat|suspendat|blocat|inchis',
    full: '\\bplin[a]?\\b|depasit',
    quota: 'cota .{0,10}depasit',
    sender: 'expeditor',
    client: 'lista neagra|adresa ip',
    rate: 'prea multe',
    later: 'mai tarziu',
    examples: {
      missing: '550 5.1.1 Utilizator necunoscut',
      disabled: '550 5.2.1 Contul a fost dezactivat',
      full: '552 5.2.2 Căsuța este plină',
    },
  },
  {
    id: 'turkish',
    name: 'Turkish',
    mailbox: '\\b(?:kullanici|alici|posta kutusu|hesap|hesab|adres|e-?posta)\\w{0,5}\\b|<>',
    missing: 'bulunamadi|bulunmuyor|mevcut degil|\\byok\\b|gecersiz|bilinmiyor|bilinmeyen|tanimli degil',
    noSuch: 'boyle bir kullanici',
    disabled: 'devre disi|askiya alin|kapatil|kilitl|pasif|engellen|aktif degil',
    full: '\\bdolu\\b|asildi|asilmis',
    quota: 'kota(?:si)? (?:asildi|asilmis|dolu)',
    sender: 'gonderen|gonderici',
    client: 'kara liste|ip adres',
    rate: 'cok fazla',
    later: 'daha sonra|gecici',
    examples: {
      missing: '550 5.1.1 Kullanıcı bulunamadı',
      disabled: '550 5.2.1 Hesap devre dışı',
      full: '552 5.2.2 Posta kutusu dolu',
    },
  },
  {
    id: 'russian',
    name: 'Russian and Ukrainian',
    mailbox: 'пользовател|ящик|адрес|получател|аккаунт|уч[её]тн|абонент|користувач|скриньк|отримувач|почта\\b|пошт|<>',
    missing:
      'не (?:найден|существует|известен|зарегистрирован|обнаружен|знайдено|існує)|неизвест|отсутствует|недействител|невідом|неверн|нет такого|удал[её]н|такого .{0,16} нет',
    noSuch: 'нет такого|такого (?:пользователя|ящика|адреса|получателя) (?:нет|не)|пользователя с таким',
    disabled: 'заблокирован|отключ[её]н|неактив|приостановлен|закрыт|заморожен|заблоковано|вимкнено',
    full: 'переполнен|заполнен|полон|переповнен|закончилось место',
    quota: 'квот.{0,20}превышен|превышен.{0,20}квот|недостаточно места|квоту перевищено',
    sender: 'отправител|відправник',
    client:
      'ч[её]рн(?:ом|ый|ого) спис|чорн(?:ому|ий) спис|ip-?адрес|ваш(?:его|ему)? ip|ваш(?:его)? сервер|ваша ip|ip адрес|доступ (?:запрещ|закрыт)|сервер|не разреш[её]н',
    rate: 'слишком (?:много|част)|превышен(?:о|а|ие)? (?:лимит|число|количеств|частот)|забагато',
    later: 'позже|временно|пізніше|тимчасово|повторите',
    examples: {
      missing: '550 5.1.1 Такого пользователя нет',
      disabled: '550 5.2.1 Почтовый ящик заблокирован',
      full: '552 5.2.2 Почтовый ящик переполнен',
    },
  },
  {
    id: 'greek',
    name: 'Greek',
    mailbox: 'χρ[ηή]στ|παραλ[ηή]πτ|δι[εέ][υύ]θυνσ|γραμματοκιβ|λογαριασμ|<>',
    missing: 'δεν υπ[αά]ρχει|δεν βρ[εέ]θηκε|[αά]γνωστ|[αά]κυρ',
    disabled: 'απενεργοποι|κλειδωμ|αναστολ',
    full: 'γεμ[αά]τ|πλ[ηή]ρ',
    quota: '[οό]ριο .{0,20}υπερβ',
    sender: 'αποστολ[εέ]α',
    client: 'μα[υύ]ρη λ[ιί]στα',
    rate: 'π[αά]ρα πολλ',
    later: 'αργ[οό]τερα',
    examples: {
      missing: '550 5.1.1 Ο χρήστης δεν υπάρχει',
      disabled: '550 5.2.1 Ο λογαριασμός είναι απενεργοποιημένος',
      full: '552 5.2.2 Το γραμματοκιβώτιο είναι γεμάτο',
    },
  },
  {
    id: 'chinese',
    name: 'Chinese',
    mailbox: '用户名?|收件人|邮箱|帐号|账号|帐户|账户|(?<!ip)地址|使用者|用戶|信箱|帳號|郵箱|收件者|邮件地址',
    missing: '不存在|未找到|无效|無效|找不到|不正确|错误|未知|未知|已删除|已註銷',
    noSuch: '无此(?:用户|邮箱|账号|帐号)|無此(?:使用者|用戶|信箱|帳號)|没有(?:这个|该)(?:用户|邮箱)|查[无無]此人',
    disabled: '停用|禁用|冻结|凍結|注销|被锁|鎖定|关闭|關閉|暂停|暫停|过期|過期|不活动|休眠',
    full: '已满|滿|满了|空间不足|容量|超出',
    quota: '空间不足|配额|超出.{0,4}容量',
    sender: '发件人|發件人|寄件者|寄件人|发信人|发送者|發送者',
    client: '黑名单|黑名單|ip地址|您的ip|来源ip|來源ip|发信ip|服务器|伺服器|反垃圾|拒绝访问|访问被拒|被拒绝',
    rate: '频率|頻率|過於頻繁|过于频繁|频繁|连接数|過多|过多',
    later: '稍后|稍後|稍候|暂时|暫時',
    examples: {
      missing: '550 收件人不存在',
      disabled: '550 用户已被停用',
      full: '552 用户邮箱已满',
    },
  },
  {
    id: 'japanese',
    name: 'Japanese',
    mailbox: 'ユーザー?|宛先|アドレス|受信者|メールボックス|アカウント|宛て先|お客様',
    missing: '存在しま|存在しな|見つかりま|見つからな|不明|ありません|無効|間違|登録されていま',
    disabled: '停止|解約|凍結|使われておりません|無効化|ロック|利用できません',
    full: 'いっぱい|満杯|容量|一杯|超過',
    quota: '容量.{0,8}(?:超|オーバー)',
    sender: '送信者|差出人|発信者|送信元',
    client: 'ブラックリスト|ipアドレス|お客様の(?:ip|サーバ)|接続.{0,8}拒否|拒否設定|受信拒否|サーバー?が',
    rate: '接続数|流量制限|多すぎ',
    later: '後で|後ほど|一時的',
    examples: {
      missing: '550 5.1.1 宛先のメールアドレスは存在しません。',
      disabled: '550 5.2.1 このアカウントは停止されています',
      full: '552 5.2.2 メールボックスがいっぱいです',
    },
  },
  {
    id: 'korean',
    name: 'Korean',
    mailbox: '사용자|수신자|계정|메일함|(?<!ip )주소|편지함|받는 ?사람',
    missing: '없습니다|없는|찾을 수 없|존재하지|잘못된',
    disabled: '정지|중지|휴면|비활성|탈퇴|차단|잠[겼긴]',
    full: '가득|초과|꽉',
    quota: '용량.{0,6}초과',
    sender: '보낸 ?사람|발신자|송신자',
    client: '블랙리스트|ip 주소|스팸',
    rate: '너무 많|제한 초과',
    later: '나중에|일시적|잠시 후',
    examples: {
      missing: '550 5.1.1 존재하지 않는 사용자입니다',
      disabled: '550 5.2.1 휴면 계정입니다',
      full: '552 5.2.2 메일함이 가득 찼습니다',
    },
  },
  {
    id: 'southeast-asian',
    name: 'Indonesian, Malay and Vietnamese',
    mailbox:
      '\\b(?:pengguna|penerima|alamat(?: e-?mail)?|akun|kotak surat|nguoi (?:dung|nhan)|dia chi|hop thu|tai khoan)\\b|<>',
    missing: 'tidak (?:ditemukan|dikenal|ada|terdaftar|wujud|valid)|khong (?:ton tai|tim thay|hop le)',
    disabled: 'dinonaktifkan|tidak aktif|ditangguhkan|bi khoa|ngung hoat dong',
    full: '\\bpenuh\\b|da day|bi day',
    quota: 'kuota .{0,12}(?:penuh|habis|terlampaui)',
    sender: 'pengirim|nguoi gui',
    client: 'daftar hitam|alamat ip|danh sach den',
    rate: 'terlalu banyak|qua nhieu',
    later: 'coba lagi|thu lai',
    examples: {
      missing: '550 5.1.1 Pengguna tidak ditemukan',
      disabled: '550 5.2.1 Akun dinonaktifkan',
      full: '552 5.2.2 Kotak surat penuh',
    },
  },
];

/** One column of the table, as an alternation. */
export function inAllLanguages(column: 'sender' | 'client' | 'rate' | 'later'): RegExp {
  return new RegExp(LANGUAGES.map((language) => language[column]).join('|'));
}
