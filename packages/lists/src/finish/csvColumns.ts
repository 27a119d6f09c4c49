import type { RowResult } from './rowResult.ts';
import { spreadsheetCell } from './spreadsheetCell.ts';

/**
 * Our columns, in their order (DESIGN section 5), and what stands in them. What a stranger's mail or name server wrote is
 * never a formula, in any download.
 */
const COLUMNS = {
  mailsift_status: ({ status }) => status,
  mailsift_event: ({ event }) => event,
  mailsift_details: ({ details }) => spreadsheetCell(details),
  mailsift_email_suggested: ({ emailSuggested }) => emailSuggested,
  mailsift_is_disposable: ({ isDisposable }) => isDisposable,
  mailsift_is_free_service: ({ isFreeService }) => isFreeService,
  mailsift_is_role_account: ({ isRoleAccount }) => isRoleAccount,
  mailsift_is_gibberish: ({ isGibberish }) => isGibberish,
  mailsift_mx_host: ({ mxEnrichment }) => spreadsheetCell(mxEnrichment.mxHost ?? ''),
  mailsift_mx_ip: ({ mxEnrichment }) => mxEnrichment.mxIp,
  mailsift_mx_geo: ({ mxEnrichment }) => mxEnrichment.mxGeo,
  mailsift_mx_city: ({ mxEnrichment }) => mxEnrichment.mxCity,
  mailsift_mx_isp: ({ mxEnrichment }) => mxEnrichment.mxIsp,
  mailsift_cause: ({ cause }) => cause,
  mailsift_smtp_code: ({ smtp }) => smtp?.code ?? null,
  mailsift_smtp_reply: ({ smtp }) => spreadsheetCell(smtp?.reply ?? ''),
  mailsift_attempts: ({ status, attempts }) => (status === 'pending' ? null : attempts),
  mailsift_verified_at: ({ verifiedAt }) => verifiedAt,
} as const satisfies Record<string, (result: RowResult) => string | number | boolean | null>;

const NAMES: readonly string[] = Object.keys(COLUMNS);
const CELLS: readonly ((result: RowResult) => string | number | boolean | null)[] = Object.values(COLUMNS);

/** The cells of our columns; '' for what is not known. */
export function cellsOf(result: RowResult): string[] {
  return CELLS.map((cell) => String(cell(result) ?? ''));
}

/** The header of the output: that of the input, padded to `columns`, and our names. */
export function outputHeader(header: readonly string[], columns: number): string[] {
  return [...padded(header, columns), ...columnNames(header)];
}

export function padded(cells: readonly string[], columns: number): string[] {
  return [...cells, ...new Array<string>(Math.max(0, columns - cells.length)).fill('')];
}

/**
 * The names of our columns beside those of the input. One that the input has already, in whatever case, ends in `_2`;
 * in `_3` where that exists too: a list may have been through here before.
 */
function columnNames(header: readonly string[]): string[] {
  const taken = new Set(header.map((name) => name.trim().toLowerCase()));
  return NAMES.map((name) => {
    if (!taken.has(name)) return name;
    let number = 2;
    while (taken.has(`${name}_${number}`)) number++;
    return `${name}_${number}`;
  });
}
