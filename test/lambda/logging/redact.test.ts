import fc from 'fast-check';
import { redacting, redactText } from '../../../lambda/logging/redact';
import { newKey } from '../../../scripts/key/new-key';

test('every key that is made is known for one, wherever it stands', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string(), fc.string(), (bytes, before, after) => {
      const { key } = newKey(() => Buffer.from(bytes));

      expect(redactText(`${before} ${key} ${after}`)).not.toContain(key);
    }),
  );
});

test.each([
  ['an AWS access key id', 'by AKIAIOSFODNN7EXAMPLE in', 'AKIAIOSFODNN7EXAMPLE'],
  ['a temporary access key id', 'ASIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'],
  ['a bearer token', 'authorization: Bearer abc.def', 'abc.def'],
  ['a signature', 'AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=fe5f80', 'fe5f80'],
  ['a presigned URL', 'https://x/?X-Amz-Security-Token=FwoG%2Bx&X-Amz-Signature=abc', 'FwoG'],
  ['a crypt hash', `login $6$saltsalt$${'a'.repeat(86)}`, 'saltsalt$a'],
  ['a member of JSON', '{"password":"p\\"w","x":1}', 'p\\"w'],
  ['JSON within JSON', '{\\"password\\":\\"hunter22\\"}', 'hunter22'],
  ['a field of a form', 'a=1&password=hunter22&b=2', 'hunter22'],
  ['a secret key', 'aws_secret_access_key: wJalrXUtnFEMI/K7MDENG', 'wJalr'],
  ['a session token', "sessionToken='FwoGZXIvYXdz'", 'FwoG'],
  ['a header', 'x-api-key: hunter22', 'hunter22'],
])('%s is taken out of a text', (_, text, secret) => {
  expect(redactText(text)).not.toContain(secret);
  expect(redactText(text)).toContain('[redacted]');
});

test.each([
  'TypeError: cannot read properties of undefined (reading "state")\n    at act (/var/task/index.js:10:5)',
  'instance i-0123456789abcdef0 is stopped; the password is set by cloud-init',
  'arn:aws:states:us-east-1:123456789012:stateMachine:ec2-control',
  'a request id 6d2f1c3a-9f0e-4a57-8c3b-0f6f2a1d9e11',
])('nothing is taken out of %p', (text) => {
  expect(redactText(text)).toBe(text);
});

test('members with a name that promises a secret are never written', () => {
  const line = {
    password: 'a',
    aws_secret_access_key: 'b',
    aws_access_key_id: 'c',
    sessionToken: 'd',
    'x-api-key': 'e',
    Authorization: ['f'],
    headers: { accept: 'g' },
    body: 'h',
    event: { a: 'i' },
    user_data: 'j',
    credentials: { accessKeyId: 'k' },
    deep: [{ 'set-cookie': 'l' }],
    caller: 'ci',
    credential: '3f2a1b9c',
    key: 'list#stopped',
  };

  expect(JSON.parse(JSON.stringify(line, redacting))).toEqual({
    ...Object.fromEntries(Object.keys(line).map((name) => [name, '[redacted]'])),
    deep: [{ 'set-cookie': '[redacted]' }],
    caller: 'ci',
    credential: '3f2a1b9c',
    key: 'list#stopped',
  });
});

test('redacting takes no longer than it must, whatever the text', () => {
  const texts = [
    'Bearer '.repeat(20_000),
    `password="${'\\'.repeat(100_000)}`,
    `$6$${'$'.repeat(100_000)}`,
    'secret:'.repeat(20_000),
  ];
  const started = performance.now();

  for (const text of texts) redactText(text);

  expect(performance.now() - started).toBeLessThan(2_000);
});
