import { encodePath, hasHiddenCharacter } from './path.ts';

/**
 * Everything this client can say. DATA, BDAT, VRFY and EXPN have no row here, so they cannot be written at all.
 * With `smtpUtf8` the server offered RFC 6531 and the MAIL command says so.
 */
export type Command =
  | { readonly verb: 'EHLO' | 'HELO'; readonly name: string }
  | { readonly verb: 'STARTTLS' | 'RSET' | 'QUIT' }
  | { readonly verb: 'MAIL'; readonly sender: string; readonly smtpUtf8: boolean }
  | { readonly verb: 'RCPT'; readonly recipient: string; readonly smtpUtf8: boolean };

/** The arguments cannot be written as one safe command line. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** RFC 5321 section 4.5.3.1.4, CRLF included. RFC 6531 section 3.4 adds ten for the SMTPUTF8 parameter of MAIL. */
const MAX_COMMAND_BYTES = 512;
const SMTPUTF8_ALLOWANCE = 10;

const CRLF = Buffer.from('\r\n', 'latin1');
const DEL = 0x7f;

/** A host name (underscores occur), or an address literal (RFC 5321 section 4.1.3). */
const EHLO_NAME = /^(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|\[[A-Za-z0-9.:-]+\])$/;

/**
 * The one way from arguments to wire bytes: UTF-8, one CRLF at the end, no control byte, one command.
 * The bytes are checked after encoding, because encoders can make CR and LF of other characters.
 *
 * @throws CommandError where the arguments do not fit; nothing was written then.
 */
export function encodeCommand(command: Command): Buffer {
  const line = commandLine(command);
  if (hasHiddenCharacter(line)) throw new CommandError(`${command.verb}: control character or lone surrogate`);
  const bytes = Buffer.concat([Buffer.from(line, 'utf8'), CRLF]);
  const limit = MAX_COMMAND_BYTES + (command.verb === 'MAIL' && command.smtpUtf8 ? SMTPUTF8_ALLOWANCE : 0);
  if (bytes.length > limit) throw new CommandError(`${command.verb}: ${bytes.length} octets, ${limit} allowed`);
  if (hasControlByte(bytes.subarray(0, -CRLF.length))) throw new CommandError(`${command.verb}: control byte`);
  return bytes;
}

function hasControlByte(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte < 0x20 || byte === DEL) return true;
  return false;
}

function commandLine(command: Command): string {
  switch (command.verb) {
    case 'EHLO':
    case 'HELO':
      if (!EHLO_NAME.test(command.name)) throw new CommandError(`${command.verb}: not a host name or address literal`);
      return `${command.verb} ${command.name}`;
    case 'STARTTLS':
    case 'RSET':
    case 'QUIT':
      return command.verb;
    case 'MAIL': {
      // The null sender is for bounces (RFC 5321 section 4.5.5): no path can be made of '', so it cannot be said.
      const path = pathOf(command.verb, command.sender, command.smtpUtf8);
      return `MAIL FROM:${path}${command.smtpUtf8 ? ' SMTPUTF8' : ''}`;
    }
    case 'RCPT':
      return `RCPT TO:${pathOf(command.verb, command.recipient, command.smtpUtf8)}`;
  }
}

function pathOf(verb: string, address: string, smtpUtf8: boolean): string {
  const path = encodePath(address, smtpUtf8);
  if (path === null) throw new CommandError(`${verb}: not a mailbox that can be written as it stands`);
  return path;
}
