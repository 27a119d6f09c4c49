import { parseReplyText, type Reply, type Stage } from '@mailsift/smtp';

/**
 * A reply as people have it: on one line (`550 5.1.1 No such user`), as it stood on the wire (`550-...` lines with CRLF or LF), or
 * with its lines joined by spaces, as logs have it. Null for what is no reply.
 */
export function readQuotedReply(quoted: string, stage: Stage): Reply | null {
  const text = quoted.trim();
  return parseReplyText(onTheWire(text), stage) ?? parseReplyText(onOneLine(text), stage);
}

function onTheWire(text: string): string {
  if (/[\r\n]/.test(text)) return text.replace(/\r?\n|\r/g, '\r\n');
  return splitJoined(text).join('\r\n');
}

/** Cuts `550-one 550-two 550 three` before each repeated code, up to the line that ends the reply. */
function splitJoined(text: string): string[] {
  const code = text.slice(0, 3);
  if (!/^\d{3}-/.test(text)) return [text];
  const pieces = text.split(new RegExp(`\\s+(?=${code}(?:[- ]|$))`));
  const end = pieces.findIndex((piece) => !piece.startsWith(`${code}-`));
  return end === -1 ? pieces : [...pieces.slice(0, end), pieces.slice(end).join(' ')];
}

/** Where the lines do not make a whole reply (`550-` without an end, a text broken by a mail client) the words still count. */
function onOneLine(text: string): string {
  return text.replace(/^(\d{3})[-:\s]/, '$1 ').replace(/[\r\n]+\s*/g, ' ');
}
