import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';

/** The least that an EC2 Lambda in TypeScript can be: the SDK with its defaults, one operation, no API around it. */
const ec2 = new EC2Client({});

export async function handler(event: { readonly body: string }): Promise<{ statusCode: number; body: string }> {
  const { instance_id: id }: { instance_id: string } = JSON.parse(event.body);
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const state = Reservations?.[0]?.Instances?.[0]?.State?.Name;
  return { statusCode: 200, body: JSON.stringify({ message: `Instance ${id} is ${state}`, instance_id: id }) };
}
