import { AwsEc2QueryProtocol } from '@aws-sdk/core/protocols';
import { ec2Answers } from './ec2-answers';
import { readXml } from './xml/read';
import { listOf, type Struct, struct, type ValueOf } from './xml/shape';
import { MalformedXml } from './xml/tokens';

type Deserialize = AwsEc2QueryProtocol['deserializeResponse'];
type Response = Parameters<Deserialize>[2];

/** Anything that is no answer of EC2: a page of a proxy, an error document that says 200, nothing at all. */
export class NotEc2Answer extends Error {
  override readonly name = 'NotEc2Answer';
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(operation: string, httpStatusCode: number, cause?: unknown) {
    super(`the answer to ${operation} is not a ${operation}Response`, { cause });
    this.$metadata = { httpStatusCode };
  }
}

/**
 * EC2's protocol: requests as the SDK writes them, answers read by a reader of our own. An answer is taken for a success
 * only when it is one of EC2 to the operation asked for. The SDK's reader takes six times as long, reads every member, and
 * finds in a page of a proxy just no instances.
 */
export class Ec2Protocol extends AwsEc2QueryProtocol {
  override async deserializeResponse<Output extends Awaited<ReturnType<Deserialize>>>(
    ...[operation, context, response]: Parameters<Deserialize>
  ): Promise<Output> {
    const name = operation.name.replace(/^.*#/, '');
    const document = await textOf(response.body);
    const $metadata = this.deserializeMetadata(response);
    if (response.statusCode >= 300) {
      return this.handleError(operation, context, response, reported(name, response, document), $metadata);
    }
    const shape: Struct | undefined = Object.hasOwn(ec2Answers, name)
      ? ec2Answers[name as keyof typeof ec2Answers]
      : undefined;
    if (shape === undefined) throw new Error(`there is no shape for the answer to ${name}`);
    const answer = readAs(name, response, document, shape, `${name}Response`);
    return { ...answer, $metadata } as unknown as Output;
  }
}

const error = struct({
  Code: ['Code', 'text'],
  Message: ['Message', 'text'],
  message: ['message', 'text'],
});
const errorDocument = struct({
  Errors: ['Errors', listOf(error, 'Error')],
  Error: ['Error', error],
  Message: ['Message', 'text'],
  message: ['message', 'text'],
});

/** Makes what the SDK turns into its exception, from nothing of a document but an error's code and message. */
function reported(operation: string, response: Response, document: string): ValueOf<typeof errorDocument> {
  if (document === '') return {};
  const { Errors = [], ...others } = readAs(operation, response, document, errorDocument);
  const [only, ...more] = Errors;
  if (only === undefined) return others;
  // Of several the SDK takes none, and goes by the status.
  return { ...others, Error: more.length === 0 ? only : {} };
}

function readAs<S extends Struct>(
  operation: string,
  { statusCode }: Response,
  document: string,
  shape: S,
  rootName?: string,
): ValueOf<S> {
  try {
    return readXml(document, shape, rootName);
  } catch (cause) {
    if (cause instanceof MalformedXml) throw new NotEc2Answer(operation, statusCode, cause);
    throw cause;
  }
}

async function textOf(body: unknown): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts).toString();
}
