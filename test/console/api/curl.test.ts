import { execFileSync } from 'node:child_process';
import { curlOf } from '../../../console/api/curl';
import { defined } from '../../../contract/defined';

const url = 'http://localhost:4566/prod/start';

/** The arguments that a shell hands to curl. */
function argumentsOf(command: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; KEY=the-key; PASSWORD=the-password; ${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test('a GET is the URL alone, quoted', () => {
  expect(curlOf({ method: 'GET', url: `${url}?a=1&b=2`, key: false })).toBe(`curl '${url}?a=1&b=2'`);
});

test('the key is a variable of the shell, never its value', () => {
  const command = curlOf({ method: 'GET', url, key: true });

  expect(command).toContain('"x-api-key: $KEY"');
  expect(argumentsOf(command)).toEqual([url, '-H', 'x-api-key: the-key']);
});

test('a body arrives as it was sent, whatever it holds', () => {
  const body = { name: `it's "quoted" $HOME`, tags: { a: 'é\\n' } };

  const [, , , , data] = argumentsOf(curlOf({ method: 'POST', url, key: false, body }));

  expect(JSON.parse(data ?? '')).toEqual(body);
});

test('a password is a variable of the shell, too', () => {
  const command = curlOf({ method: 'POST', url, key: false, body: { username: 'ana', password: `s3cret"'x` } });

  expect(command).not.toContain('s3cret');
  expect(argumentsOf(command).at(-1)).toBe('{"username":"ana","password":"the-password"}');
});

test.each([
  ['POST', undefined, ['-X', 'POST', url]],
  ['DELETE', undefined, ['-X', 'DELETE', url]],
  ['HEAD', undefined, ['--head', url]],
  ['POST', {}, [url, '-H', 'content-type: application/json', '-d', '{}']],
] as const)('%s is said where curl would take another method', (method, body, expected) => {
  const request = { method, url, key: false, ...defined({ body }) };

  expect(argumentsOf(curlOf(request))).toEqual(expected);
});
