import { INTAKE_PROBLEM_CODES, IntakeError } from '@mailsift/intake';
import { describe, expect, it } from 'vitest';
import { toProblem } from './answerError.ts';
import { ApiProblem } from './apiProblem.ts';
import { PROBLEMS } from './problemCatalogue.ts';

describe('the problems', () => {
  it.each(Object.entries(PROBLEMS))('%s says what happened and what to do', (code, { status, title, action }) => {
    expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(action).toMatch(/^[A-Z].*\.$/);
  });

  it.each(INTAKE_PROBLEM_CODES)('%s of a file is a 422 with its line and columns', (code) => {
    const problem = toProblem(new IntakeError({ code, message: 'What happened.', line: 3, columns: ['a'] }));
    expect(problem.body).toMatchObject({ code, status: 422, detail: 'What happened.', line: 3, columns: ['a'] });
  });
});

describe('what was thrown', () => {
  it.each([
    [new Error('password=secret'), 'internal_error'],
    ['a text', 'internal_error'],
    [null, 'internal_error'],
    [Object.assign(new Error('full'), { code: 'ENOSPC' }), 'storage_full'],
    [Object.assign(new Error('quota'), { code: 'EDQUOT' }), 'storage_full'],
    [Object.assign(new Error('secret'), { status: 500 }), 'internal_error'],
    [Object.assign(new Error('bad'), { status: 400, type: 'entity.parse.failed' }), 'invalid_json'],
    [Object.assign(new Error('bad'), { status: 413, type: 'entity.too.large' }), 'body_too_large'],
    [Object.assign(new Error('bad'), { status: 400, type: 'request.aborted' }), 'invalid_request'],
    [new ApiProblem('list_deleted'), 'list_deleted'],
  ])('%s is answered as %s, without its text', (error, code) => {
    const { body } = toProblem(error);
    expect(body.code).toBe(code);
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});
