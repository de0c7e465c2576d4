import * as fc from 'fast-check';
import type { List, Shape, Struct } from '../../../lambda/aws/xml/shape';

/** Often the one, and now and then the other. */
function mostly<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 120): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

const harmless = fc.constantFrom('', '', '\n', '\n    ', '\r\n\t', '<!-- a <b> --\n>-->', '<!---->', '<?pi <x> ?>');
const stray = fc.constantFrom(
  ...[' ', 'x', ' \u00a0', '\ufeff', 'a\nb', '&no;', '&#10;', '&#32;', '<!-->', '<?>', ']]>', '>', '&', '&amp'],
  ...['<![CDATA[]]>', '<![CDATA[<b>&amp;]]]>', '<![CDATA[\n]]>', '\r', '<x/>'],
);
const layout = mostly(harmless, stray);

/** Contents that an element of each kind may have, and some that it may not. */
const contents = {
  text: [
    'i-1',
    'running',
    '',
    '😀 Ä',
    ' a ',
    'a\r\nb',
    '\n',
    '&lt;b&gt;',
    '&amp;amp;',
    '&quot;&apos;',
    '&#65;&#x41;',
    '&#xE9;',
  ],
  number: ['16', '0', '-1', '', '1e3', '0x10', 'x', ' 7 ', '1.5', '&#49;'],
  flag: ['true', 'false', 'TRUE', '', 'yes', ' true'],
  time: [
    '2026-01-02T03:04:05.000Z',
    '2026-02-31T23:59:60z',
    '2026-01-02t03:04:05+05:30',
    '0001-01-01T00:00:00.9996-01:00',
  ],
} as const;
const badTimes = fc.constantFrom(
  '',
  '2026-01-02',
  '2026-13-02T03:04:05Z',
  '2026-01-02T24:04:05Z',
  'now',
  ' 2026-01-02T03:04:05Z',
);

function scalar(kind: keyof typeof contents): fc.Arbitrary<string> {
  const usual = fc.constantFrom<string>(...contents[kind]);
  const value = kind === 'time' ? mostly(usual, badTimes) : usual;
  const more = fc.oneof(stray, fc.constantFrom('<![CDATA[<b>&amp;]]]>', '&no;', '<!-- x -->', '\n'));
  const mixed = fc.tuple(more, value, more).map((parts) => parts.join(''));
  return mostly(value, mixed, kind === 'text' ? 12 : 200);
}

const attributeNames = ['a', 'xmlns', 'xsi:nil', 'item', 'code', 'instanceId', 'reservationSet', 'tagSet', 'a/b', ''];
const attributeValues = ['="x"', "='&lt;>'", ' = "a\n/>"', '=""', '="i-1"', '="1"', '=x1x'];
const attribute = fc
  .tuple(fc.constantFrom(...attributeNames), fc.constantFrom(...attributeValues))
  .map(([name, value]) => ` ${name}${value}`);
const attributes = mostly(
  fc.constantFrom('', '', '', ' ', '\n', ' xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'),
  fc.array(attribute, { maxLength: 3 }).map((all) => all.join('')),
);
const names = fc.constantFrom(
  'requestId',
  'item',
  'x',
  'item2',
  'instanceId',
  'tagSet',
  'constructor',
  'a:b',
  'toString',
  'é',
);

/** Children of an element of this shape: nearly always each of them once. */
function children(shape: Struct | List): fc.Arbitrary<readonly string[]> {
  if (shape.kind === 'list')
    return fc.array(anyElement(shape.element, shape.of as Shape), { maxLength: 3, size: 'max' });
  const members = Object.entries(shape.members).map(([name, [, inner]]) => ({ name, inner }));
  const once = mostly(fc.constant(members), fc.subarray(members), 2);
  const more = fc.tuple(once, fc.subarray(members.slice(0, 4))).map((both) => both.flat());
  return mostly(once, more).chain((all) => fc.tuple(...all.map(({ name, inner }) => anyElement(name, inner))));
}

function others(depth: number): fc.Arbitrary<readonly string[]> {
  const inside =
    depth > 2
      ? scalar('text')
      : mostly(
          scalar('text'),
          others(depth + 1).map((all) => all.join('')),
          2,
        );
  return fc.array(
    fc.tuple(names, attributes, inside).map(([name, has, content]) => `<${name}${has}>${content}</${name}>`),
    { maxLength: 2 },
  );
}

/** An element of this name and shape, with what is of no interest beside it, written in any way that XML has. */
export function anyElement(name: string, shape: Shape): fc.Arbitrary<string> {
  const content =
    typeof shape === 'string'
      ? scalar(shape)
      : fc
          .tuple(
            children(shape),
            mostly(fc.constant([]), others(0), 2),
            fc.array(layout, { minLength: 1, maxLength: 3 }),
          )
          .map(([known, unknown, between]) =>
            [...unknown, ...known]
              .map((one, index) => `${between[index % between.length]}${one}`)
              .concat(between[0] ?? ''),
          )
          .map((parts) => parts.join(''));
  const close = mostly(fc.constant(`</${name}>`), fc.constantFrom(`</${name} >`, `</ ${name}\n>`, `</${name}x>`), 500);
  return fc
    .tuple(attributes, content, close, fc.nat(200))
    .map(([has, inside, end, empty]) => (empty === 0 ? `<${name}${has}/>` : `<${name}${has}>${inside}${end}`));
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const before = mostly(
  fc.constantFrom('', declaration, `${declaration}<!-- > -->\n`),
  fc.constantFrom('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', '<!doctype html>', 'text', '\ufeff'),
);
const after = mostly(fc.constant(''), fc.constantFrom('\n', '<other>', 'text', '<!-- '));

/** A document with this root, nearly always a well-formed one. */
export function anyDocument(root: string, shape: Shape): fc.Arbitrary<string> {
  return fc.tuple(before, anyElement(root, shape), after).map((parts) => parts.join(''));
}

/** The document with a character lost, put in, or put in the place of another one; or cut off. */
export function damaged(document: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const character = fc.constantFrom('', ...'<>/&;"\'=!?-[]# \n\rax1');
  return fc
    .tuple(document, fc.double({ min: 0, max: 1, noNaN: true }), character, fc.constantFrom(0, 1, 1, 2, 5, 1_000_000))
    .map(([text, at, put, lost]) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + put + text.slice(start + lost);
    });
}
