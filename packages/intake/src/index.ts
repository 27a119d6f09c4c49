export {
  DELIMITERS,
  type Delimiter,
  ENCODINGS,
  type Encoding,
  type ListFormat,
  MAX_COLUMNS,
  MAX_ROW_LENGTH,
  type Preview,
  type Row,
  type SniffHints,
  type SniffResult,
} from './listFormat.ts';
export { measureSyntax, readSyntaxCases, type SyntaxCase, type SyntaxScore } from './measureSyntax.ts';
export { type Address, type ParsedAddress, type ParseOptions, parseAddress } from './parseAddress.ts';
export { INTAKE_PROBLEM_CODES, IntakeError, type IntakeProblem, type IntakeProblemCode } from './problems.ts';
export { readLines } from './readLines.ts';
export { readRows } from './readRows.ts';
export { sniff } from './sniff.ts';
export { describeSyntax, SYNTAX_REASONS, type SyntaxFault, type SyntaxReason } from './syntaxReasons.ts';
