import * as fc from 'fast-check';
import { Problem } from '../../../lambda/domain/problem';
import { parseJson } from '../../../lambda/http/json';

function detailOf(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof Problem && error.code === 'malformed_body') return error.detail;
    throw error;
  }
  return 'accepted';
}

const positionOf = (text: string): number => Number(/position (\d+)/.exec(detailOf(text))?.[1] ?? -1);

test.each([
  ['{"instance_id": i-0123456789abcdef0}', 16],
  ['{"a":NaN}', 5],
  ['{"a": True}', 6],
  ['{"a":tru}', 8],
  ['{"a":"position 99"', 18],
  ['{"password":"hunter2" x}', 22],
  ["{'a':1}", 1],
  ['{"a":1,}', 7],
  ['{"a":[1,]}', 8],
  ['{"a":01}', 6],
  ['{"a":1.}', 7],
  ['{"a":1.e5}', 7],
  ['{"a":-}', 6],
  ['{"a":1e+}', 8],
  ['{"a":"\\x"}', 7],
  ['{"a":"\\u12G4"}', 10],
  ['{"a":"line\nbreak"}', 10],
  ['{"a" 1}', 5],
  ['{a:1}', 1],
  ['{"a":1]', 6],
  ['[1}', 2],
  ['{"a":1} {', 8],
  ['{"a":1 // comment\n}', 7],
  ['\ufeff{}', 0],
  ['', 0],
  ['   ', 3],
  ['{"a":1', 6],
])('the error of %j is at position %i', (text, position) => {
  expect(positionOf(text)).toBe(position);
});

test('a body that ends too early is said to end there', () => {
  expect(detailOf('{"a":1')).toBe('The body is not valid JSON: error at position 6, where it ends.');
});

test('nothing of the body is quoted, and no number in it is taken for the position', () => {
  const detail = detailOf('{"password":"hunter2 at position 99" x}');

  expect(detail).toBe('The body is not valid JSON: error at position 37.');
});

test.each([
  ['{"action":"status","action":"stop"}', 'action', 19],
  ['{"tags":{"Env":"dev","Env":"prod"}}', 'Env', 21],
  ['{"a":[{"b":1},{"b":1,"b":1}]}', 'b', 21],
  ['{"a":1,"\\u0061":2}', 'a', 7],
  ['{"__proto__":1,"__proto__":2}', '__proto__', 15],
])('%j has a member twice: it is named', (text, name, position) => {
  expect(detailOf(text)).toBe(`The body has the member "${name}" twice: error at position ${position}.`);
});

test('the same name in two objects is no repetition', () => {
  expect(parseJson('{"a":{"b":1},"c":{"b":1},"b":[{"b":1},{"b":2}]}')).toEqual({
    a: { b: 1 },
    c: { b: 1 },
    b: [{ b: 1 }, { b: 2 }],
  });
});

test.each([
  '{"name":"\\ud800"}',
  '{"name":"\ud800"}',
  '{"name":"Caf\ufffd"}',
  '{"name":"Caf\\ufffd"}',
  '{"tags":{"Env\\udc00":"dev"}}',
])('%j holds text that is lost', (text) => {
  expect(detailOf(text)).toContain('is not UTF-8');
});

test('a whole pair of surrogates is text like any other', () => {
  expect(parseJson('{"name":"\\ud83d\\ude00 😀"}')).toEqual({ name: '😀 😀' });
});

test('however deep it is nested, it is refused and not followed', () => {
  expect(detailOf(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toContain('nested deeper');
  expect(detailOf(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)).toContain('nested deeper');
});

test('what it accepts is what JSON.parse accepts, with the same value', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      const detail = detailOf(text);
      if (detail === 'accepted') expect(parseJson(text)).toEqual(JSON.parse(text));
      else expect(detail).toMatch(/not UTF-8|nested deeper|twice/);
    }),
  );
});

test('what is damaged in any place is refused exactly when JSON.parse refuses it', () => {
  const parts = fc.constantFrom(...'{}[]:,"\\/-+.eE0123456789 \n\ttrufalsn'.split(''), '\u0001', 'é', 'u12');
  fc.assert(
    fc.property(fc.json({ depthSize: 'small' }), fc.nat(), parts, fc.nat(2), (text, where, part, cut) => {
      const at = where % (text.length + 1);
      const damaged = text.slice(0, at) + part + text.slice(at + cut);
      const detail = detailOf(damaged);
      if (/not UTF-8|twice/.test(detail)) return;
      let accepted = true;
      try {
        JSON.parse(damaged);
      } catch {
        accepted = false;
      }
      expect(detail === 'accepted').toBe(accepted);
    }),
    { numRuns: 2000 },
  );
});

test('the position is where the text stops to be the beginning of any JSON', () => {
  const text = '{"a":[1.5e3,true,{"b":"\\u00e9"}],"c":null}';
  for (let at = 0; at < text.length; at += 1) {
    expect(positionOf(text.slice(0, at))).toBe(at);
    expect(positionOf(`${text.slice(0, at)}\u0001`)).toBe(at);
  }
});
