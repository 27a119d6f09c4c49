/** How a list of one column without a header is read: the format of tests that are about something else. */
export const PLAIN_FORMAT = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  skipLines: 0,
  hasHeader: false,
  header: [],
  emailColumn: 0,
} as const;
