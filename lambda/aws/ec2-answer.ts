import type { EC2Client } from '@aws-sdk/client-ec2';

/** The first element of a document, behind a declaration and comments. */
const rootElement = /^\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<([A-Za-z]\w*)[\s>/]/;
/** Bytes of an answer in which the first element must be found. */
const beginning = 1_000;

/** Anything that is no answer of EC2: a page of a proxy, an error document that says 200, nothing at all. */
export class NotEc2Answer extends Error {
  override readonly name = 'NotEc2Answer';
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(operation: string, httpStatusCode: number) {
    super(`the answer to ${operation} is not a ${operation}Response`);
    this.$metadata = { httpStatusCode };
  }
}

/**
 * Lets a client take an answer for a success only when it is one of EC2 to the operation asked for. The SDK reads whatever
 * comes with a status below 300, and finds in a page of a proxy just no instances.
 */
export function onlyEc2Answers(client: EC2Client): EC2Client {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const { response } = result as { response: { statusCode: number; body: unknown } };
        if (response.statusCode >= 300) return result;
        const body = await bytesOf(response.body);
        response.body = body;
        const operation = commandName.replace(/Command$/, '');
        const [, root] = rootElement.exec(body.subarray(0, beginning).toString()) ?? [];
        if (root === `${operation}Response`) return result;
        throw new NotEc2Answer(operation, response.statusCode);
      },
    // Inside of the SDK's own deserializer, which then reads the bytes.
    { step: 'deserialize', priority: 'low', name: 'onlyEc2Answers' },
  );
  return client;
}

async function bytesOf(body: unknown): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of body as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}
