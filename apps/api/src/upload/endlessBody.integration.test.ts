import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startTestApi } from '../testApi.fixture.ts';

const HEADERS = { 'Content-Type': 'multipart/form-data; boundary=b' };
const CHUNK = Buffer.alloc(256 * 1024, 'x');

/** Sends until the answer comes; its status. */
async function statusOfEndless(sending: ClientRequest, start: string): Promise<number> {
  sending.on('error', () => {});
  const answered = once(sending, 'response');
  sending.write(start);
  const feed = () => {
    while (!sending.destroyed && sending.write(CHUNK));
  };
  sending.on('drain', feed);
  feed();
  const [answer] = await answered;
  sending.off('drain', feed);
  sending.destroy();
  return Number(answer.statusCode);
}

describe('a body that never ends is refused at the limit', () => {
  it.each([
    ['before the first part', ''],
    ['after an unknown field', '--b\r\nContent-Disposition: form-data; name="a[b]"\r\n\r\nx\r\n--b\r\n'],
    ['in a field', '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n'],
    ['in a part header', '--b\r\nContent-Disposition: form-data; name="'],
    [
      'in a second file',
      ['x', 'y']
        .map(
          (name) => `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\na@example.com\r\n`,
        )
        .join(''),
    ],
  ])('%s', async (_where, start) => {
    const api = await startTestApi();
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers: HEADERS });
    expect(await statusOfEndless(sending, start)).toBeGreaterThanOrEqual(400);
    expect(await api.stored()).toEqual([]);
  });
});
