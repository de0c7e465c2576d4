/** Kinds of events that AWS services send to functions, by members that only they have; none of them asks this API for anything. */
const kinds: readonly (readonly [kind: string, is: (event: Shape) => boolean])[] = [
  [
    'an HTTP API or a function URL (payload format 2.0)',
    ({ version, requestContext }) => version === '2.0' && isObject(requestContext) && 'http' in requestContext,
  ],
  ['an Application Load Balancer', ({ requestContext }) => isObject(requestContext) && 'elb' in requestContext],
  ['a WebSocket API', ({ requestContext }) => isObject(requestContext) && 'connectionId' in requestContext],
  ['an authorizer request of API Gateway', (event) => 'methodArn' in event || 'routeArn' in event],
  ['EventBridge', (event) => 'detail-type' in event && 'source' in event],
  ['Step Functions (its context object)', (event) => isObject(event.StateMachine) && isObject(event.Execution)],
  ['CloudFormation (a custom resource)', (event) => 'RequestType' in event && 'ResponseURL' in event],
  ['a Lambda event source', ({ Records }) => Array.isArray(Records)],
];

type Shape = Readonly<Record<string, unknown>>;

/** Names the sources of records: `aws:sqs` is SQS. */
const sources: Readonly<Record<string, string>> = {
  'aws:sqs': 'SQS',
  'aws:sns': 'SNS',
  'aws:s3': 'S3',
  'aws:kinesis': 'Kinesis',
  'aws:dynamodb': 'DynamoDB Streams',
};

/**
 * Explains that an event comes from another AWS service, and what to send instead.
 * @returns undefined when it is none that is known, or carries an `action`: then it asks this API for something
 */
export function foreignEvent(event: unknown): string | undefined {
  if (!isObject(event) || 'action' in event) return undefined;
  const kind = kinds.find(([, is]) => is(event))?.[0];
  if (kind === undefined) return undefined;
  return (
    `The function got an event of ${sourceOf(event) ?? kind}, which names nothing to do. ` +
    'Send {"action": "status", …} as the payload (in EventBridge and its scheduler as the constant input of the target), ' +
    'or call the API over HTTP through its REST API (payload format 1.0).'
  );
}

function sourceOf({ Records: records }: Shape): string | undefined {
  const first: unknown = Array.isArray(records) ? records[0] : undefined;
  const source = isObject(first) ? (first.eventSource ?? first.EventSource) : undefined;
  return typeof source === 'string' ? sources[source] : undefined;
}

function isObject(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
