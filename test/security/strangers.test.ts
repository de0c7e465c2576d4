import fc from 'fast-check';
import { defined } from '../../contract/defined';
import { Auth } from '../../contract/environment';
import type { RequestParts } from '../support/events';
import { anyRequest } from '../support/security/any-request';
import { createSecuredApp, managed } from '../support/security/app';
import { keyHolder, sha256 } from '../support/security/callers';

const ci = keyHolder({ name: 'ci' });
const account = '123456789012';
const operators = {
  name: 'operators',
  principal_arn: `arn:aws:iam::${account}:role/Operators`,
  actions: ci.entry.actions,
};

/** Everything but the key: what is near to it, what is known of it, and anything. */
const wrongKey = fc
  .oneof(
    fc.constantFrom(
      '',
      ' ',
      ci.key.slice(0, -1),
      `${ci.key} ${ci.key}`,
      `${ci.key}\u0000`,
      ci.key.toUpperCase(),
      sha256(ci.key),
      sha256(ci.key).slice(0, 8),
      ci.entry.name,
      'null',
      'undefined',
      'true',
      '*',
    ),
    fc
      .nat(ci.key.length - 1)
      .map((at) => `${ci.key.slice(0, at)}${ci.key[at] === 'x' ? 'y' : 'x'}${ci.key.slice(at + 1)}`),
    fc.string(),
  )
  .filter((key) => key.trim() !== ci.key);

const strangersHeaders = fc.oneof(
  fc.constant({}),
  wrongKey.map((key) => ({ 'x-api-key': key })),
  fc
    .tuple(fc.constantFrom('Bearer', 'bearer', 'Basic', 'Digest', 'AWS4-HMAC-SHA256', ''), wrongKey)
    .map(([scheme, key]) => ({
      authorization: `${scheme} ${key}`,
    })),
  // The key in places where it does not count.
  fc.constantFrom(
    { cookie: `x-api-key=${ci.key}` },
    { 'x-api-keys': ci.key },
    { 'x-amz-security-token': ci.key },
    { authorization: `Basic ${ci.key}` },
    { authorization: ci.key },
    { 'x-api-key': ci.key, authorization: 'Bearer other' },
  ),
);

const strangersArn = fc.oneof(
  fc.constantFrom(
    undefined,
    `arn:aws:iam::${account}:root`,
    `arn:aws:iam::${account}:user/Operators`,
    `arn:aws:sts::${account}:assumed-role/operators/x`,
    `arn:aws:sts::210987654321:assumed-role/Operators/x`,
    `arn:aws:sts::${account}:assumed-role/x/Operators`,
    `arn:aws:sts::${account}:federated-user/Operators`,
    'Operators',
  ),
  fc.string(),
);

test('no request without a valid key reaches EC2', async () => {
  const app = createSecuredApp([ci.entry]);
  const id = app.ec2.add({ tags: managed });
  const request = anyRequest({
    instanceIds: [id],
    addresses: [app.ec2.instance(id).publicIp ?? ''],
    tags: ['Env=dev'],
  });

  await fc.assert(
    fc.asyncProperty(request, strangersHeaders, async (parts, headers) => {
      const { statusCode } = await app.request({ ...parts, headers: { ...parts.headers, ...headers } });

      expect(expectedOf(parts)).toContain(statusCode);
      expect(app.ec2.count()).toBe(0);
    }),
    { numRuns: 2000 },
  );
}, 60_000);

test('no request that no caller has signed reaches EC2', async () => {
  const app = createSecuredApp([operators, ci.entry], { config: { auth: Auth.iam } });
  const id = app.ec2.add({ tags: managed });
  const request = anyRequest({ instanceIds: [id], addresses: ['10.0.0.1'], tags: ['Env=dev'] });

  await fc.assert(
    fc.asyncProperty(request, strangersArn, fc.boolean(), async (parts, arn, withKey) => {
      const { statusCode } = await app.request({
        ...parts,
        headers: withKey ? { 'x-api-key': ci.key } : {},
        ...defined({ principalArn: arn }),
      });

      const refused = arn === undefined ? 401 : 403;
      expect(expectedOf(parts, refused)).toContain(statusCode);
      expect(app.ec2.count()).toBe(0);
    }),
    { numRuns: 2000 },
  );
}, 60_000);

/** `/health` and the console are for everybody, OPTIONS tells the methods of a path, everything else is for callers. */
function expectedOf({ method, resource }: RequestParts, refused = 401): readonly number[] {
  const open = resource === '/health' || resource === '/';
  if (open && (method === 'GET' || method === 'HEAD')) return [200, 400];
  const known = resource !== '/{proxy+}';
  return [method === 'OPTIONS' && known ? 204 : refused];
}
