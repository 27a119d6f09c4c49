import type { Encoding } from './listFormat.ts';
import { createUtf8Decoder, type StreamDecoder } from './utf8Decoder.ts';
import { decodeWindows1252 } from './windows1252.ts';

const BOM_LENGTH = 1;

/**
 * Decodes a file piece by piece, its byte order mark taken off. Never fails: broken UTF-8 becomes windows-1252
 * characters, what another encoding cannot map becomes U+FFFD.
 */
export function createDecoder(encoding: Encoding): StreamDecoder {
  return withoutBom(createRawDecoder(encoding));
}

function createRawDecoder(encoding: Encoding): StreamDecoder {
  if (encoding === 'utf-8') return createUtf8Decoder();
  if (encoding === 'windows-1252') return { decode: decodeWindows1252, end: () => '' };
  return createLabelledDecoder(encoding);
}

function createLabelledDecoder(encoding: Encoding): StreamDecoder {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return {
    decode: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  };
}

function withoutBom(decoder: StreamDecoder): StreamDecoder {
  let atStart = true;
  const strip = (text: string) => {
    if (!atStart || text === '') return text;
    atStart = false;
    return text.startsWith('\uFEFF') ? text.slice(BOM_LENGTH) : text;
  };
  return { decode: (bytes) => strip(decoder.decode(bytes)), end: () => strip(decoder.end()) };
}
