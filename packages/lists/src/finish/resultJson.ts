import type { RowResult } from './rowResult.ts';

/** Whatever JSON may write otherwise than it stands there. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/** `JSON.stringify(result)`, with its keys in the order of the schema: several times as quick, for millions of results. */
export function resultJson(result: RowResult): string {
  const { mxEnrichment: mx, smtp } = result;
  return (
    `{"email":${text(result.email)},"status":"${result.status}","event":${text(result.event)}` +
    `,"details":${text(result.details)},"emailSuggested":${text(result.emailSuggested)}` +
    `,"mailbox":${text(result.mailbox)},"domain":${text(result.domain)}` +
    `,"isDisposable":${result.isDisposable},"isFreeService":${result.isFreeService}` +
    `,"isRoleAccount":${result.isRoleAccount},"isGibberish":${result.isGibberish}` +
    `,"mxEnrichment":{"mxHost":${text(mx.mxHost)},"mxIp":${text(mx.mxIp)},"mxGeo":${text(mx.mxGeo)}` +
    `,"mxCity":${text(mx.mxCity)},"mxIsp":${text(mx.mxIsp)}}` +
    `,"cause":${text(result.cause)},"rule":${text(result.rule)},"smtp":${smtp === null ? 'null' : smtpJson(smtp)}` +
    `,"attempts":${result.attempts},"verifiedAt":${text(result.verifiedAt)},"execution":${result.execution}}`
  );
}

function smtpJson({ stage, code, enhancedCode, reply, tls }: NonNullable<RowResult['smtp']>): string {
  return `{"stage":"${stage}","code":${code},"enhancedCode":${text(enhancedCode)},"reply":${text(reply)},"tls":${tls}}`;
}

function text(value: string | null): string {
  if (value === null) return 'null';
  return ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`;
}
