/** Longest file name sent, in characters. */
const LONGEST = 150;

/**
 * `Content-Disposition: attachment` for any name (RFC 6266 section 4.3): an ASCII fallback, and the name itself as UTF-8 (RFC 8187) for
 * every client of today. Path separators and control characters go.
 */
export function contentDisposition(name: string): string {
  const visible = name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\]/g, '_')
    .replace(/^\.+/, '_');
  const short = shorten(visible || 'list');
  const ascii = short.replace(/[^A-Za-z0-9 ._-]/g, '_');
  if (ascii === short) return `attachment; filename="${ascii}"`;
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeExtended(short)}`;
}

/** Shortened before its extension. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  return characters.slice(0, LONGEST - extension.length).join('') + extension;
}

/** `encodeURIComponent` leaves some characters alone that RFC 8187 section 3.2.1 (attr-char) does not. */
function encodeExtended(text: string): string {
  const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/['()*]/g, escaped);
}
