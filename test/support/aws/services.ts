import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { RequestHandler, SendOptions } from '../../../lambda/aws/kept-client';

interface Common {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: () => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>;
  readonly requestHandler: RequestHandler;
  readonly maxAttempts: 1;
}

type Send = (options: SendOptions) => Promise<unknown>;

/** One of the services that the function asks: how a test makes its client, and two requests of it. */
export interface ServiceUnderTest {
  readonly name: string;
  readonly make: (common: Common) => {
    readonly plain: Send;
    readonly with: (text: string) => Send;
    readonly sdk: object;
  };
  /** An answer that the plain request takes for a success. */
  readonly answer: { readonly type: string; readonly body: string };
}

const json = { type: 'application/x-amz-json-1.0', body: '{}' } as const;

export const services: readonly ServiceUnderTest[] = [
  {
    name: 'EC2',
    answer: {
      type: 'text/xml',
      body: '<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>',
    },
    make: (common) => {
      const sdk = new EC2Client(common);
      const describe = (value: string) => (options: SendOptions) =>
        sdk.send(new DescribeInstancesCommand({ Filters: [{ Name: 'tag:Env', Values: [value] }] }), options);
      return { sdk, plain: describe('dev'), with: describe };
    },
  },
  {
    name: 'DynamoDB',
    answer: json,
    make: (common) => {
      const sdk = new DynamoDBClient(common);
      const Key = { pk: { S: 'job#1' }, sk: { S: 'job' } };
      return {
        sdk,
        plain: (options) => sdk.send(new GetItemCommand({ TableName: 'records', Key }), options),
        with: (text) => (options) =>
          sdk.send(new PutItemCommand({ TableName: 'records', Item: { ...Key, name: { S: text } } }), options),
      };
    },
  },
  {
    name: 'Step Functions',
    answer: json,
    make: (common) => {
      const sdk = new SFNClient(common);
      const start = (name: string) => (options: SendOptions) =>
        sdk.send(new StartExecutionCommand({ stateMachineArn: 'arn:jobs', name, input: '{}' }), options);
      return { sdk, plain: start('one'), with: start };
    },
  },
  {
    name: 'Systems Manager',
    answer: json,
    make: (common) => {
      const sdk = new SSMClient(common);
      const get = (Name: string) => (options: SendOptions) => sdk.send(new GetParameterCommand({ Name }), options);
      return { sdk, plain: get('/aws/image'), with: get };
    },
  },
];
