/** Why a cell is no address that public mail can reach. Names are permanent. */
export const SYNTAX_REASONS = [
  'empty',
  'too_long',
  'no_at',
  'several_at',
  'several_addresses',
  'display_name',
  'control_character',
  'invisible_character',
  'local_empty',
  'local_too_long',
  'local_bad_character',
  'local_dot',
  'quoted_unclosed',
  'quoted_bad_character',
  'quoted_text_after',
  'domain_empty',
  'domain_too_long',
  'domain_bad_character',
  'domain_dot',
  'domain_hyphen',
  'domain_literal',
  'domain_numeric',
  'domain_single_label',
  'label_too_long',
  'bad_punycode',
  'special_use_domain',
] as const;
export type SyntaxReason = (typeof SYNTAX_REASONS)[number];

const SENTENCES = {
  empty: 'There is no address here.',
  too_long: 'The address is longer than 254 bytes.',
  no_at: 'The @ is missing.',
  several_at: 'There is more than one @.',
  several_addresses: 'There is more than one address here.',
  display_name: 'There is a name beside the address; only the address itself can be checked.',
  control_character: 'The address contains a control character.',
  invisible_character: 'The address contains an invisible or unassigned character.',
  local_empty: 'There is nothing before the @.',
  local_too_long: 'The part before the @ is longer than 64 bytes.',
  local_bad_character: 'The part before the @ contains a character that is not allowed there.',
  local_dot: 'The part before the @ starts or ends with a dot, or has two in a row.',
  quoted_unclosed: 'The quoted part before the @ has no closing quote.',
  quoted_bad_character: 'The quoted part before the @ contains a character that is not allowed there.',
  quoted_text_after: 'The quoted part before the @ is followed by other text.',
  domain_empty: 'There is nothing after the @.',
  domain_too_long: 'The domain is longer than 253 characters.',
  domain_bad_character: 'The domain contains a character that is not allowed there.',
  domain_dot: 'The domain starts or ends with a dot, or has two in a row.',
  domain_hyphen: 'A part of the domain starts or ends with a hyphen.',
  domain_literal: 'The domain is an IP address in brackets, not a name.',
  domain_numeric: 'The domain is an IP address or ends in a number.',
  domain_single_label: 'The domain has only one part; a public mail domain has at least two.',
  label_too_long: 'A part of the domain is longer than 63 characters.',
  bad_punycode: 'The domain is not a valid internationalised domain name.',
  special_use_domain: 'The domain is reserved for special use and never receives public mail.',
} as const satisfies Record<SyntaxReason, string>;

/** One plain sentence for people. */
export function describeSyntax(reason: SyntaxReason): string {
  return SENTENCES[reason];
}

export interface SyntaxFault {
  readonly ok: false;
  readonly reason: SyntaxReason;
  /** What exactly, such as the character; printable ASCII, at most 80 characters, often empty. */
  readonly detail: string;
}

const DETAIL_LENGTH = 80;

export function fault(reason: SyntaxReason, detail = ''): SyntaxFault {
  return { ok: false, reason, detail: detail.replace(/[^\x20-\x7e]/g, '?').slice(0, DETAIL_LENGTH) };
}

/** The fault with the character at `at` as its detail: itself where printable ASCII, else as U+XXXX. */
export function characterFault(reason: SyntaxReason, text: string, at: number): SyntaxFault {
  const code = text.codePointAt(at) ?? 0;
  if (code === 0x20) return fault(reason, 'space');
  if (code > 0x20 && code < 0x7f) return fault(reason, String.fromCodePoint(code));
  return fault(reason, `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
}
