import { ContextReader } from '../../lib/context';
import { corsOrigins } from '../../lib/cors-origin';

function read(value: string) {
  const context = new ContextReader((key) => (key === 'corsOrigins' ? value : undefined));
  return { origins: corsOrigins(context), mistakes: context.mistakes };
}

test.each([
  'https://a.example',
  'http://localhost:5173',
  'https://b.example:8443',
  'https://xn--bcher-kva.example',
  'http://[::1]:3000',
  '*',
])('%s is an origin', (origin) => {
  expect(read(origin)).toEqual({ origins: [origin], mistakes: [] });
});

test.each([
  ['https://a.example:443', 'https://a.example'],
  ['http://a.example:80', 'http://a.example'],
  ['https://A.example', 'https://a.example'],
  ['HTTPS://a.example', 'https://a.example'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['https://a.example/', 'https://a.example'],
  ['https://a.example/path', 'https://a.example'],
  ['http://[0:0::1]:3000', 'http://[::1]:3000'],
])('no browser ever sends %s: it is refused, with the form to write', (origin, right) => {
  expect(read(origin).mistakes).toEqual([
    `corsOrigins is "${origin}", but must be an origin as a browser sends it, such as https://example.com, or *: write ${right}`,
  ]);
});

test.each(['a.example', 'ftp://a.example', 'null', 'https://', 'https://*.example', 'https://user@a.example'])(
  '%s is no origin',
  (origin) => {
    expect(read(origin).mistakes).toHaveLength(1);
  },
);
