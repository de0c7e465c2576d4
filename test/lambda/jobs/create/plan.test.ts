import { cryptOf, defaultTypeOf, launchErrors, planLaunch } from '../../../../lambda/jobs/create/plan';

const job = '6f94f33b-4764-421d-aa79-094a794fbada';

test('a password becomes a SHA-512 crypt hash with the longest salt', async () => {
  const hash = await cryptOf('correct horse', job);

  expect(hash).toMatch(/^\$6\$[./0-9A-Za-z]{16}\$[./0-9A-Za-z]{86}$/);
});

test('the same password of the same job has the same hash, and of another job another', async () => {
  const [first, again, other] = [
    await cryptOf('correct horse', job),
    await cryptOf('correct horse', job),
    await cryptOf('correct horse', '00000000-0000-4000-8000-000000000000'),
  ];

  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('the hash is the one that crypt(3) makes', async () => {
  const hash = await cryptOf('pässwörd 123', job);

  // What `openssl passwd -6 -salt 9eMMqa.V0jA.e2Zj 'pässwörd 123'` prints.
  expect(hash).toBe(
    '$6$9eMMqa.V0jA.e2Zj$ifa4kbjyJjj9ysRXZUw1blEimG0R8Kci4Dr/vBDqP3AXteNB1DnAo3aaVvBege/4Lt2TMlKgCneQaTSfFxwMB.',
  );
});

describe('the type of an instance where the request names none', () => {
  const rulesOf = (allowedInstanceTypes: readonly string[]) => ({
    allowedInstanceTypes,
    creatorTag: { key: 'by', value: 'us' },
  });
  const caller = { name: 'anyone' };

  test.each([
    [[], 't2.micro'],
    [['t2.micro', 't3.small'], 't2.micro'],
    [['t3.small', 't2.micro'], 't2.micro'],
    [['t3.small', 't3.micro'], 't3.small'],
    [['t4g.nano'], 't4g.nano'],
  ])('with %j allowed it is %s, which is allowed', async (allowed, type) => {
    expect(defaultTypeOf(rulesOf(allowed))).toBe(type);
    expect(launchErrors({}, rulesOf(allowed), caller)).toEqual([]);
    expect(await planLaunch({}, rulesOf(allowed), caller, job)).toMatchObject({ instanceType: type });
  });
});
