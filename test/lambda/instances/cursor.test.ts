import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Problem } from '../../../lambda/domain/problem';
import { decodeCursor, encodeCursor } from '../../../lambda/instances/cursor';

const query = ['us-east-1', [['Env', 'dev']]];

test('a cursor leads back to its position', () => {
  const position = { token: 'ä-token', after: 'i-01234567' };

  expect(decodeCursor(encodeCursor(position, query), query)).toEqual(position);
});

test('a cursor is good for its own query only', () => {
  const cursor = encodeCursor({ after: 'i-01234567' }, query);

  expect(() => decodeCursor(cursor, ['eu-west-1', []])).toThrow(Problem);
});

test('whatever else is given as a cursor is an invalid one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      expect(() => decodeCursor(text, query)).toThrow(/invalid_cursor/);
    }),
  );
});

test('a cursor with one character changed is an invalid one', () => {
  const cursor = encodeCursor({ after: 'i-01234567' }, query);

  for (let at = 0; at < cursor.length - 1; at += 1) {
    const damaged = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
    expect(() => decodeCursor(damaged, query)).toThrow(/invalid_cursor/);
  }
});

test('a checksum that somebody has computed does not make a cursor of what is none', () => {
  const forged = (text: string) => {
    const sum = createHash('sha256').update(JSON.stringify(query)).update(text).digest('base64url').slice(0, 16);
    return Buffer.from(`${sum}${text}`).toString('base64url');
  };

  expect(decodeCursor(forged('{"after":"i-01234567"}'), query)).toEqual({ after: 'i-01234567' });
  for (const text of ['', 'null', '7', '{']) {
    expect(() => decodeCursor(forged(text), query)).toThrow(/invalid_cursor/);
  }
});
