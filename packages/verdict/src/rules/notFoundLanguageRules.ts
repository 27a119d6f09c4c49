import type { Rule } from './rule.ts';

/** "No such mailbox" in other languages; Latin letters without their accents. */
export const NOT_FOUND_LANGUAGE_RULES: readonly Rule[] = [
  {
    id: 'not-found-german',
    stages: ['rcpt'],
    words:
      /(?:empfanger|benutzer|nutzer|postfach|mailbox|adresse|konto|teilnehmer)\b.{0,40}(?:unbekannt|existiert nicht|nicht (?:gefunden|bekannt|vorhanden|gultig|existent|zustellbar)|ungultig)|unbekannte[rs]? (?:empfanger|benutzer|nutzer|adresse|postfach)|kein(?:e|en)? (?:solche[rns]? )?(?:benutzer|empfanger|postfach|mailbox|konto|nutzer)|ungultige[rs]? (?:empfanger|adresse|e-?mail)/,
    meaning: 'not_found',
    reason: 'German',
    example: '550 5.1.1 <user@example.com>: Empfänger unbekannt',
  },
  {
    id: 'not-found-french',
    stages: ['rcpt'],
    words:
      /(?:destinataire|utilisateur|adresse|boite|compte|usager|abonne)s?\b.{0,40}(?:inconnue?|invalide|inexistante?|n'existe pas|n existe pas|non trouve|introuvable|erronee?)|aucun (?:utilisateur|destinataire|compte)/,
    meaning: 'not_found',
    reason: 'French',
    example: '550 5.1.1 Adresse d au moins un destinataire invalide.',
  },
  {
    id: 'not-found-spanish-portuguese',
    stages: ['rcpt'],
    words:
      /(?:usuario|buzon|cuenta|destinatario|direccion|casilla|conta|caixa|endereco|correo)\b.{0,40}(?:desconocid[oa]|no (?:existe|encontrad[oa]|valid[oa]|es valid[oa])|inexistente|invalid[oa]|desconhecid[oa]|nao (?:existe|encontrad[oa]|e valid[oa]|cadastrad[oa])|no se encuentra)|no existe (?:el |la |ese |esa |este |esta |un |una )?(?:usuario|buzon|cuenta|destinatario|direccion|casilla)|nao existe (?:o |a |este |esta )?(?:usuario|conta|caixa|destinatario|endereco)|no hay (?:tal|ningun) usuario|no existe (?:dicha|esa) persona/,
    meaning: 'not_found',
    reason: 'Spanish and Portuguese',
    example: '550 5.1.1 El usuario no existe / Usuário não existe',
  },
  {
    id: 'not-found-italian',
    stages: ['rcpt'],
    words:
      /(?:utente|casella|destinatario|indirizzo|account)\b.{0,40}(?:sconosciut[oa]|inesistente|non (?:esiste|trovat[oa]|valid[oa]|esistente|presente|riconosciut[oa]))/,
    meaning: 'not_found',
    reason: 'Italian',
    example: '550 5.1.1 Utente sconosciuto',
  },
  {
    id: 'not-found-dutch-nordic',
    stages: ['rcpt'],
    words:
      /(?:gebruiker|mailbox|postbus|ontvanger|adres|geadresseerde|brievenbus)\b.{0,40}(?:onbekend|bestaat niet|niet (?:gevonden|bekend|geldig)|ongeldig)|onbekende (?:gebruiker|ontvanger|geadresseerde)|(?:mottagare|anvandare|brevlada|bruger|modtager|bruker|mottaker|postboks|adressen?)\w{0,4}\b.{0,30}(?:finns (?:inte|ej)|findes ikke|finnes ikke|okand|ukendt|ukjent|eksisterer ikke)|(?:okand|ukendt|ukjent) (?:mottagare|anvandare|bruger|modtager|bruker|mottaker|adress)|(?:kayttaja|vastaanottaja|osoite)\w{0,4}\b.{0,30}(?:tuntematon|ei ole|ei loydy)|tuntematon (?:kayttaja|vastaanottaja)/,
    meaning: 'not_found',
    reason: 'Dutch, Swedish, Danish, Norwegian and Finnish',
    example: '550 5.1.1 Gebruiker onbekend',
  },
  {
    id: 'not-found-polish-czech',
    stages: ['rcpt'],
    words:
      /nie ma takiego|(?:uzytkownik|konto|adres|odbiorca|skrzynka|adresat)\b.{0,40}(?:nie istnieje|nieznan[ya]|nie (?:zostal )?znalezion)|nieznany (?:uzytkownik|odbiorca|adresat|adres)|(?:uzivatel|schranka|adresa|prijemce|pouzivatel|ucet)\b.{0,40}(?:neexistuje|neznam|nenalezen|nebyl nalezen)|neznamy (?:uzivatel|prijemce|adresat)/,
    meaning: 'not_found',
    reason: 'Polish, Czech and Slovak',
    example: '550 Nie ma takiego konta',
  },
  {
    id: 'not-found-other-latin',
    stages: ['rcpt'],
    words:
      /(?:kullanici|alici|posta kutusu|hesap|adres)\w{0,5}\b.{0,30}(?:bulunamadi|mevcut degil|yok|gecersiz)|boyle bir kullanici|(?:felhasznalo|cimzett|postafiok|cim)\w{0,4}\b.{0,30}(?:ismeretlen|nem (?:letezik|talalhato))|ismeretlen (?:felhasznalo|cimzett)|(?:utilizator|destinatar|cont|adresa)\w{0,4}\b.{0,30}(?:necunoscut|inexistent|nu exista)|(?:pengguna|penerima|alamat|akun)\b.{0,30}tidak (?:ditemukan|dikenal|ada|terdaftar)|(?:nguoi (?:dung|nhan)|dia chi|hop thu)\b.{0,30}khong ton tai/,
    meaning: 'not_found',
    reason: 'Turkish, Hungarian, Romanian, Indonesian and Vietnamese',
    example: '550 5.1.1 Kullanıcı bulunamadı',
  },
  {
    id: 'not-found-cyrillic',
    stages: ['rcpt'],
    words:
      /нет такого (?:пользовател|адрес|ящик|получател|почтов)|такого (?:пользователя|ящика|адреса|получателя) (?:нет|не)|(?:пользовател|ящик|адрес|получател|аккаунт|учетная запись|абонент|користувач|скринька|отримувач).{0,40}(?:не (?:найден|существует|известен|зарегистрирован|обнаружен|знайдено|існує)|неизвест|отсутствует|недействител|невідом)|неизвестный (?:пользователь|получатель|адрес)/,
    meaning: 'not_found',
    reason: 'Russian and Ukrainian',
    example: '550 5.1.1 Такого пользователя нет',
  },
  {
    id: 'not-found-east-asian',
    stages: ['rcpt'],
    words:
      /(?:用户|收件人|邮箱|帐号|账号|帐户|账户|地址|邮件地址|使用者|用戶|信箱|帳號|郵箱|收件者).{0,10}(?:不存在|未找到|无效|無效|找不到|不正确|错误|未知)|无此(?:用户|邮箱|账号|帐号)|無此(?:使用者|用戶|信箱|帳號)|没有(?:这个|该)(?:用户|邮箱)|查无此人|(?:ユーザー?|宛先|アドレス|受信者|メールボックス|アカウント|宛て先).{0,16}(?:存在しません|存在しない|見つかりません|不明|ありません|無効|見つからない|間違)|존재하지 않는|없는 (?:사용자|계정|주소|메일)|(?:사용자|수신자|계정|메일함|주소).{0,12}(?:없습니다|찾을 수 없|존재하지)/,
    meaning: 'not_found',
    reason: 'Chinese, Japanese and Korean',
    example: '550 用户不存在',
  },
];
