import { describe, expect, it } from 'vitest';
import { Slots } from './slots.ts';

describe('slots', () => {
  it('refuse who comes when all are taken, and are free again after success and failure', async () => {
    const slots = new Slots(2, 'too_many_uploads');
    const ends: (() => void)[] = [];
    const wait = () => slots.run(() => new Promise<void>((resolve) => ends.push(resolve)));
    const running = [wait(), wait()];
    await expect(wait()).rejects.toMatchObject({ code: 'too_many_uploads', headers: { 'Retry-After': '10' } });
    for (const end of ends) end();
    await Promise.all(running);
    await expect(slots.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(slots.run(async () => slots.run(async () => 'free'))).resolves.toBe('free');
  });
});
