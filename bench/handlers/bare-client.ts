import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';

/** The SDK's own client without the function around it: the calls that two of its requests come to. */
const client = new EC2Client({ region: 'us-east-1' });

/** Sends the Describe behind `/status` of one instance. */
export function status(id: string): Promise<unknown> {
  return client.send(new DescribeInstancesCommand({ Filters: [{ Name: 'instance-id', Values: [id] }] }));
}

/** Sends the Describe behind `/list` with this `page_size`. */
export function list(pageSize: number): Promise<unknown> {
  const states = ['pending', 'running', 'stopping', 'stopped', 'shutting-down'];
  const Filters = [{ Name: 'instance-state-name', Values: states }];
  return client.send(new DescribeInstancesCommand({ Filters, MaxResults: pageSize }));
}
