import {
  CreateTagsCommand,
  DescribeInstancesCommand,
  type EC2Client,
  type Instance,
  paginateDescribeInstances,
  RunInstancesCommand,
  type Tag,
} from '@aws-sdk/client-ec2';

/** Marks the instance that `make` has made. */
const mark = { Key: 'ec2-control:default', Value: 'true' };

/** Its other tags: the guard tag lets the profile production control it. */
const tags: readonly Tag[] = [
  mark,
  { Key: 'Name', Value: 'ec2-control-default' },
  { Key: 'ec2-control:managed', Value: 'true' },
];

/** Emulators boot nothing, and take every image id of the right form. */
const image = 'ami-0abcdef1234567890';

const alive: readonly (string | undefined)[] = ['pending', 'running', 'stopping', 'stopped'];

export interface DefaultInstance {
  readonly instanceId: string;
  readonly launched: boolean;
}

/**
 * Finds the default instance by its tag, or launches one. For emulators only: on AWS it would cost money.
 * @param guardTag - `key=value` where the deployment names another guard tag, without which it could not control the instance
 */
export async function ensureDefaultInstance(ec2: EC2Client, guardTag?: string): Promise<DefaultInstance> {
  const guard = tagOf(guardTag);
  const [oldest] = await defaultInstances(ec2);
  if (oldest !== undefined) {
    if (guard !== undefined) await ec2.send(new CreateTagsCommand({ Resources: [oldest], Tags: [guard] }));
    return { instanceId: oldest, launched: false };
  }
  const launched = await ec2.send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't2.micro',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [
        {
          ResourceType: 'instance',
          Tags: [...tags.filter(({ Key }) => Key !== guard?.Key), ...(guard === undefined ? [] : [guard])],
        },
      ],
    }),
  );
  const instanceId = launched.Instances?.[0]?.InstanceId;
  if (instanceId === undefined) throw new Error('EC2 answered RunInstances without an instance');
  return { instanceId, launched: true };
}

function tagOf(text: string | undefined): Tag | undefined {
  const [, Key, Value = ''] = /^([^=]+)=(.*)$/s.exec(text ?? '') ?? [];
  return Key === undefined ? undefined : { Key, Value };
}

/**
 * Reads the state of an instance: `of unknown state` where the deployer may not ask for it, undefined where there is no
 * such instance.
 * @throws what EC2 answers otherwise
 */
export async function stateOfInstance(ec2: EC2Client, id: string): Promise<string | undefined> {
  try {
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    // Not every emulator looks at the ids.
    const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
    return instances.find(({ InstanceId }) => InstanceId === id)?.State?.Name;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name.startsWith('InvalidInstanceID')) return undefined;
    if (name === 'UnauthorizedOperation') return 'of unknown state';
    throw error;
  }
}

/** Lists the ids of marked instances that are not terminated, the oldest first. */
export async function defaultInstances(ec2: EC2Client): Promise<readonly string[]> {
  const found: Instance[] = [];
  // Not every emulator applies the filter.
  for await (const page of paginateDescribeInstances(
    { client: ec2 },
    { Filters: [{ Name: `tag:${mark.Key}`, Values: [mark.Value] }] },
  )) {
    found.push(...(page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []));
  }
  return found
    .filter(
      ({ State, Tags }) =>
        alive.includes(State?.Name) && Tags?.some(({ Key, Value }) => Key === mark.Key && Value === mark.Value),
    )
    .sort((a, b) => Number(a.LaunchTime) - Number(b.LaunchTime))
    .flatMap(({ InstanceId }) => InstanceId ?? []);
}
