import * as client from '@aws-sdk/client-ec2';
import * as fc from 'fast-check';
import { ec2Answers } from '../../../lambda/aws/ec2-answers';
import type { Struct } from '../../../lambda/aws/xml/shape';
import { XmlTokens } from '../../../lambda/aws/xml/tokens';
import { anyDocument, damaged } from '../../support/aws/any-xml';
import { errorDocument } from '../../support/aws/any-xml-error';
import { partOf, readByOwn, readBySdk, schemaOf } from '../../support/aws/sdk-reader';

const operations = Object.entries(ec2Answers) as readonly (readonly [string, Struct])[];
const instances = (content: string) => `<DescribeInstancesResponse>${content}</DescribeInstancesResponse>`;
const oneInstance = (content: string) =>
  instances(`<reservationSet><item><instancesSet><item>${content}</item></instancesSet></item></reservationSet>`);
const read = (body: string, status?: number) => readByOwn('DescribeInstances', body, status);

describe.each(operations)('%s', (operation, shape) => {
  const schema = schemaOf(shape);
  const documents = anyDocument(`${operation}Response`, shape);

  test('is read as the SDK reads it, whatever the document', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        expect(await readByOwn(operation, document)).toEqual(await readBySdk(operation, schema, document));
      }),
      { numRuns: 200 },
    );
  });

  test('is read as the SDK reads it where the document is damaged, or is refused as no answer to it', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(documents), async (document) => {
        const own = await readByOwn(operation, document);
        const ofSdk = await readBySdk(operation, schema, document);

        if (own === 'cannot be read' && !isAnswerTo(operation, document)) return;
        expect(own).toEqual(ofSdk);
      }),
      { numRuns: 200 },
    );
  });
});

/** Is the root the operation's? Of another one, and of nothing at all, the SDK makes an answer without content. */
function isAnswerTo(operation: string, document: string): boolean {
  try {
    return new XmlTokens(document).openRoot() === `${operation}Response`;
  } catch {
    return document !== '';
  }
}

test("with the SDK's schema of all members, the members that are read are the same", async () => {
  const whole = (client as unknown as Record<string, readonly unknown[]>).DescribeInstances$?.[5];
  const documents = anyDocument('DescribeInstancesResponse', ec2Answers.DescribeInstances);
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const ofSdk = await readBySdk('DescribeInstances', whole, document);
      const own = await read(document);

      // It may stumble over a member of which nothing is read.
      if (ofSdk === 'cannot be read') return;
      expect(own).toEqual({ value: partOf('value' in ofSdk ? ofSdk.value : {}, ec2Answers.DescribeInstances) });
    }),
    { numRuns: 200 },
  );
});

test('an error document gives the same code and message as with the SDK', async () => {
  await fc.assert(
    fc.asyncProperty(errorDocument, fc.constantFrom(400, 403, 404, 429, 500, 503), async (document, status) => {
      const ofSdk = await readBySdk('DescribeInstances', 'unit', document, status);
      const own = await read(document, status);

      if (ofSdk !== 'cannot be read') expect(own).toEqual(ofSdk);
      else expect(own === ofSdk || ('name' in own && ['Unknown', 'NotFound'].includes(String(own.name)))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['nothing', ''],
  ['white space', ' \n'],
  ['a page of a proxy', '<html><head><title>Sign in</title></head><body><br/>Hello</body></html>'],
  ['JSON', '{"Reservations":[]}'],
  ['an error document', '<Response><Errors><Error><Code>A</Code></Error></Errors></Response>'],
  ['the answer to another operation', '<StopInstancesResponse><instancesSet/></StopInstancesResponse>'],
  ['an answer inside of something', `<x>${instances('<reservationSet/>')}</x>`],
  ['half an answer', instances('<reservationSet/>').slice(0, -3)],
  ['an answer after text', `ok ${instances('<reservationSet/>')}`],
])('%s with status 200 is no answer', async (_what, body) => {
  expect(await read(body)).toBe('cannot be read');
});

test('an element named after what all objects have is an element as any other', async () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'member'];
  const strange = names.map((name) => `<${name} ${name}="x"><instanceId>i-2</instanceId></${name}>`).join('');

  const reading = await read(oneInstance(`${strange}<instanceId>i-1</instanceId>${strange}`));

  expect(reading).toEqual({ value: { Reservations: [{ Instances: [{ InstanceId: 'i-1' }] }] } });
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test.each([
  ['&#128512;', '😀'],
  ['&#x1F600;', '😀'],
  ['&#xD83D;&#xDE00;', '😀'],
  ['a&#x110000;&#9999999;b', 'ab'],
])('the number of a character is that character, where the SDK makes another one: %s', async (written, InstanceId) => {
  const reading = await read(oneInstance(`<instanceId>${written}</instanceId>`));

  expect(reading).toEqual({ value: { Reservations: [{ Instances: [{ InstanceId }] }] } });
});

test('nothing of one answer is in another that is read at the same time', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `i-${index}`);

  const readings = await Promise.all(ids.map((id) => read(oneInstance(`<instanceId>${id}</instanceId>`))));

  expect(readings).toEqual(ids.map((InstanceId) => ({ value: { Reservations: [{ Instances: [{ InstanceId }] }] } })));
});

describe('hostile answers', () => {
  const laughs = Array.from({ length: 30 }, (_, index) => `<!ENTITY l${index + 1} "&l${index};&l${index};">`).join('');

  test('entities that a document defines become nothing', async () => {
    const document = `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${oneInstance('<instanceId>i-1&l30;</instanceId>')}`;

    expect(await read(document)).toEqual({ value: { Reservations: [{ Instances: [{ InstanceId: 'i-1' }] }] } });
  });

  test.each([
    ['in an element that is passed over', instances],
    ['in an element that is read', (content: string) => oneInstance(`<instanceId>${content}</instanceId>`)],
  ])('a million elements in each other, %s, are refused', async (_where, around) => {
    expect(await read(around('<a>'.repeat(1_000_000)))).toBe('cannot be read');
    expect(await read(around('<a>'.repeat(300) + '</a>'.repeat(300)))).toBe('cannot be read');
    expect(await read(around('<a>'.repeat(200) + '</a>'.repeat(200)))).not.toBe(undefined);
  });

  test.each([
    ['50 MB of elements', () => instances('<a b="c">d</a>'.repeat(3_600_000))],
    ['5 MB of instances', () => instances(`<reservationSet>${'<item><x/></item>'.repeat(300_000)}</reservationSet>`)],
    ['5 MB of text', () => oneInstance(`<instanceId>${'&amp; '.repeat(850_000)}</instanceId>`)],
    ['50 MB of one attribute', () => instances(`<a b="${'>'.repeat(50_000_000)}"/>`)],
    ['5 MB of attributes', () => instances(`<a ${'b="c" '.repeat(850_000)}/>`)],
    ['5 MB of comments', () => instances('<!-- -->'.repeat(650_000))],
    ['5 MB of document types', () => '<!DOCTYPE x>'.repeat(450_000) + instances('')],
    ['50 MB of a tag that does not end', () => `<DescribeInstancesResponse${' '.repeat(50_000_000)}`],
  ])('%s take time in proportion', async (_what, document) => {
    const body = document();
    const before = process.cpuUsage();

    await read(body);

    const { user, system } = process.cpuUsage(before);
    expect(body.length).toBeGreaterThan(5_000_000);
    expect((user + system) / 1e6).toBeLessThan(20);
  });
});
