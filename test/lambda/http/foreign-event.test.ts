import { foreignEvent } from '../../../lambda/http/foreign-event';

const events: readonly (readonly [kind: string, event: object])[] = [
  [
    'an HTTP API or a function URL (payload format 2.0)',
    {
      version: '2.0',
      routeKey: '$default',
      rawPath: '/list',
      headers: {},
      requestContext: { http: { method: 'GET' } },
    },
  ],
  [
    'an Application Load Balancer',
    { httpMethod: 'GET', path: '/list', requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:x' } } },
  ],
  ['a WebSocket API', { requestContext: { connectionId: 'c', routeKey: '$connect' } }],
  ['an authorizer request of API Gateway', { type: 'TOKEN', methodArn: 'arn:aws:execute-api:x' }],
  [
    'EventBridge',
    {
      version: '0',
      id: 'i',
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '123456789012',
      time: '2026-11-25T10:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail: {},
    },
  ],
  ['Step Functions', { Execution: { Id: 'arn:aws:states:x' }, State: {}, StateMachine: { Id: 'arn' } }],
  ['CloudFormation', { RequestType: 'Create', ResponseURL: 'https://x.example', StackId: 's' }],
  ['SQS', { Records: [{ messageId: 'm', body: '{"action":"stop"}', eventSource: 'aws:sqs' }] }],
  ['SNS', { Records: [{ EventSource: 'aws:sns', Sns: { Message: '{}' } }] }],
  ['S3', { Records: [{ eventSource: 'aws:s3' }] }],
  ['a Lambda event source', { Records: [] }],
  ['a Lambda event source', { Records: [null] }],
];

test.each(events)('an event of %s is named, with what to send instead', (kind, event) => {
  expect(foreignEvent(event)).toContain(`an event of ${kind}`);
  expect(foreignEvent(event)).toContain('{"action": "status", …}');
});

test.each(events)('an event like that of %s asks for something when it carries an action', (_, event) => {
  expect(foreignEvent({ ...event, action: 'status' })).toBeUndefined();
});

test.each([{}, { action: 'stop' }, { instance_id: 'i-01234567' }, { region: 'us-east-1' }, [], null, 'text', 7])(
  '%j is no event of another service',
  (payload) => {
    expect(foreignEvent(payload)).toBeUndefined();
  },
);
