import { syntax, whole, within } from '../../contract/patterns';

test.each([
  ['instanceId', ['i-01234567', 'i-0123456789abcdef0'], ['i-0123456', 'i-012345678', 'I-01234567', 'i-0123456g', 'i-']],
  ['imageId', ['ami-01234567', 'ami-0123456789abcdef0'], ['ami-0123456789', 'i-01234567']],
  ['region', ['us-east-1', 'us-gov-west-1', 'ap-southeast-12'], ['us-east', 'us-east-1a', 'US-EAST-1', 'us--east-1']],
  ['uuid', ['0b5a1c1e-6f0e-4a53-9d3a-6b7a2f1c9e01'], ['0b5a1c1e6f0e4a539d3a6b7a2f1c9e01', '0b5a1c1e-6f0e-4a53-9d3a']],
  ['ipv4', ['0.0.0.0', '198.18.0.24', '255.255.255.255'], ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4']],
] as const)('%s takes what is one, and nothing else', (name, good, bad) => {
  const pattern = whole(syntax[name]);

  expect(good.filter((text) => !pattern.test(text))).toEqual([]);
  expect(bad.filter((text) => pattern.test(text))).toEqual([]);
});

test('a pattern for the whole text takes flags', () => {
  expect(whole(syntax.uuid, 'i').test('0B5A1C1E-6F0E-4A53-9D3A-6B7A2F1C9E01')).toBe(true);
});

test('every instance id in a sentence is found, at its whole length', () => {
  const text = 'i-01234567, i-0123456789abcdef0 and i-0123456789abc.';

  expect(text.match(within(syntax.instanceId))).toEqual(['i-01234567', 'i-0123456789abcdef0']);
});
