import fc from 'fast-check';
import { parse } from 'yaml';
import { architectureOf, userData } from '../../../lambda/instances/launch-spec';

test.each([
  ['t2.micro', 'x86_64'],
  ['m7i-flex.large', 'x86_64'],
  ['g4dn.xlarge', 'x86_64'],
  ['gr6.4xlarge', 'x86_64'],
  ['u-6tb1.metal', 'x86_64'],
  ['t4g.nano', 'arm64'],
  ['a1.medium', 'arm64'],
  ['im4gn.large', 'arm64'],
  ['is4gen.medium', 'arm64'],
  ['c7gn.16xlarge', 'arm64'],
  ['g5g.xlarge', 'arm64'],
  ['hpc7g.4xlarge', 'arm64'],
])('%s has %s', (type, architecture) => {
  expect(architectureOf(type)).toBe(architecture);
});

test('no hash or name can become anything else in the YAML that cloud-init reads', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (username, passwordHash) => {
      const text = userData({ username, passwordHash });

      expect(text.split('\n')[0]).toBe('#cloud-config');
      expect(parse(text).users[1]).toMatchObject({ name: username, hashed_passwd: passwordHash, lock_passwd: false });
    }),
  );
});
