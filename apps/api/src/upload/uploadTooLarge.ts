import { ApiProblem } from '../http/apiProblem.ts';

export function uploadTooLarge(maxBytes: number): ApiProblem {
  const detail = `The file is larger than ${maxBytes} bytes, as sent or unpacked. Split it, or raise MAX_UPLOAD_SIZE.`;
  return new ApiProblem('upload_too_large', { detail, extra: { maxBytes } });
}
