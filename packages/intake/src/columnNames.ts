/** How a header cell speaks of email: it is the word itself, has the word in it, or has nothing to do with it. */
export type NameMatch = 'exact' | 'partial' | 'none';

/** What the address column is called, letters and digits only (`plainName`): in English, then by language. */
const EXACT_NAMES = new Set([
  'email',
  'emails',
  'mail',
  'emailaddress',
  'mailaddress',
  'emailaddresses',
  'emailid',
  'useremail',
  'customeremail',
  'contactemail',
  'correo',
  'correoelectronico',
  'correoelectrónico',
  'direccióndecorreo',
  'courriel',
  'adressemail',
  'adresseemail',
  'adresseélectronique',
  'mél',
  'mailadresse',
  'emailadresse',
  'epost',
  'epostadresse',
  'epostadress',
  'emailadres',
  'mailadres',
  'posta',
  'postaelettronica',
  'indirizzoemail',
  'indirizzomail',
  'correioeletrónico',
  'correioeletrônico',
  'endereçodeemail',
  'sähköposti',
  'adresemail',
  'adresae',
  'eposta',
  'почта',
  'электроннаяпочта',
  'адресэлектроннойпочты',
  'емейл',
  'имейл',
  'пошта',
  'електроннапошта',
  '邮箱',
  '邮箱地址',
  '电子邮件',
  '电子邮箱',
  '电子邮件地址',
  '電子郵件',
  '電郵',
  '信箱',
  'メール',
  'メールアドレス',
  'eメール',
  '이메일',
  '이메일주소',
  '메일',
  'بريد',
  'البريدالإلكتروني',
  'דואל',
  'ईमेल',
  'อีเมล',
]);

/** Words that make a longer name one of an address column. */
const PARTIAL_WORDS = ['mail', 'correo', 'courriel', 'epost', 'почт', 'пошт', '邮', '郵', 'メール', '메일', 'بريد'];

/** Header words of lists in general: where one stands in the first row and no address does, that row is a header. */
const HEADER_WORDS = new Set([
  'id',
  'name',
  'firstname',
  'lastname',
  'fullname',
  'company',
  'phone',
  'city',
  'country',
  'address',
  'adresse',
  'nombre',
  'nom',
  'prénom',
  'vorname',
  'nachname',
  'nome',
  'имя',
  '姓名',
  '名前',
]);

/** Lower case, letters and digits only: `E-Mail_Address ` and `email address` are one name. */
export function plainName(name: string): string {
  return name
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

export function matchEmailName(name: string): NameMatch {
  const plain = plainName(name);
  if (EXACT_NAMES.has(plain)) return 'exact';
  return PARTIAL_WORDS.some((word) => plain.includes(word)) ? 'partial' : 'none';
}

export function isHeaderWord(name: string): boolean {
  return HEADER_WORDS.has(plainName(name)) || matchEmailName(name) !== 'none';
}
