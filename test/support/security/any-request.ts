import fc from 'fast-check';
import { dispatchable, Operation } from '../../../contract/operations';
import { parameterEntry, parameterNames } from '../../../contract/parameters';
import { fallbackResource, methodsOf, routes } from '../../../contract/routes';
import type { RequestParts } from '../events';

/** What a generated request may be about, beside what is made up. */
export interface Subjects {
  readonly instanceIds: readonly string[];
  readonly addresses: readonly string[];
  /** As `Key=Value`. */
  readonly tags: readonly string[];
}

const methods = ['GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'TRACE', 'BREW'] as const;
const resources = [...new Set(routes.map(({ resource }) => resource)), fallbackResource, '/'];

/** Any request: half of them well-formed ones, many of which change instances, half noise with sense in it. */
export function anyRequest(subjects: Subjects): fc.Arbitrary<RequestParts> {
  return fc.oneof(aimedRequest(subjects), noisyRequest(subjects));
}

function aimedRequest({ instanceIds, addresses, tags }: Subjects): fc.Arbitrary<RequestParts> {
  const target = fc.constantFrom(...instanceIds, ...instanceIds, ...addresses);
  const tag = fc.constantFrom(...tags).map((text) => ({ tags: Object.fromEntries([text.split('=', 2)]) }));
  const body = fc.oneof(
    target.map((instance_id) => ({ instance_id })),
    fc.subarray([...instanceIds]).map((ids) => ({ instance_id: ids })),
    tag,
  );
  const aims = routes.flatMap((route) => methodsOf(route, 'production').map((method) => ({ ...route, method })));
  return fc
    .tuple(fc.constantFrom(...aims), target, body, fc.constantFrom(...dispatchable), fc.boolean())
    .map(([{ resource, operation, method }, id, selection, action, dryRun]) => {
      const named = resource.includes('{');
      const content = {
        ...(named || operation === Operation.list || operation === Operation.create ? {} : selection),
        ...(operation === Operation.dispatch ? { action } : {}),
        ...(dryRun ? { dry_run: true } : {}),
      };
      const variables = namesIn(resource).map((name) => [name, name === 'region_name' ? 'us-east-1' : id]);
      return {
        resource,
        method,
        pathVariables: Object.fromEntries(variables),
        ...(method === 'POST' ? { body: content } : {}),
      };
    });
}

function noisyRequest(subjects: Subjects): fc.Arbitrary<RequestParts> {
  const value = anyValue(subjects);
  const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...spellings) }, { weight: 1, arbitrary: fc.string() });
  const json = fc.oneof(
    { weight: 6, arbitrary: value as fc.Arbitrary<unknown> },
    { weight: 3, arbitrary: fc.array(value, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constantFrom(true, false, null, 0, 25, -1, 1e300) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('Team', 'Env', '__proto__', 'constructor'), value) },
  );
  const body = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.uniqueArray(fc.tuple(name, json), { maxLength: 3, selector: ([key]) => key }).map(toJson),
    },
    { weight: 2, arbitrary: fc.record({ action: fc.constantFrom(...dispatchable), instance_id: value }) },
    {
      weight: 1,
      arbitrary: fc.oneof(fc.string(), fc.json(), fc.constantFrom('{', '[]', 'null', '{"a":1', 'a=b&c=d', '\u0000')),
    },
  );
  const query = fc
    .array(fc.tuple(name, value), { maxLength: 3 })
    .map((pairs) => pairs.map(([key, text]) => `${encode(key)}=${encode(text)}`).join('&'));
  return fc.constantFrom(...resources).chain((resource) =>
    fc.record({
      resource: fc.constant(resource),
      path: fc.oneof(fc.constant(resource), fc.webPath()),
      method: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('GET', 'POST') },
        { weight: 1, arbitrary: fc.constantFrom(...methods) },
      ),
      pathVariables: fc.record(Object.fromEntries(namesIn(resource).map((key) => [key, value]))),
      query: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: query }),
      headers: fc.record(
        {
          'content-type': fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', ''),
          'idempotency-key': value,
          origin: fc.webUrl(),
        },
        { requiredKeys: [] },
      ),
      body: fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 3, arbitrary: body }),
    }),
  );
}

const spellings: readonly string[] = [
  ...parameterNames,
  ...parameterNames.flatMap((name) => parameterEntry(name).aliases ?? []),
  'instance_id',
  'instance_id',
  'tags',
  'tag',
  '__proto__',
];

function anyValue({ instanceIds, addresses, tags }: Subjects): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...instanceIds) },
    { weight: 2, arbitrary: fc.constantFrom(...addresses) },
    { weight: 2, arbitrary: fc.constantFrom(...tags) },
    { weight: 1, arbitrary: fc.subarray([...instanceIds], { minLength: 1 }).map((ids) => ids.join(',')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'us-east-1',
        'eu-west-1',
        'true',
        'i-0123456789abcdef0',
        '1',
        '90s',
        '../..',
        '%2e%2e',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
}

/** Half of a surrogate pair cannot be encoded as it is. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

function namesIn(resource: string): readonly string[] {
  return [...resource.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name);
}

/** Keeps a member `__proto__` as JSON does. */
function toJson(members: readonly (readonly [string, unknown])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}
