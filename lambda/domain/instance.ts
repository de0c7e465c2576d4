import { defined } from '../../contract/defined';
import { syntax, whole } from '../../contract/patterns';
import type { InstanceState } from '../../contract/states';

/** Why an instance is in its state, in EC2's words. */
export interface StateReason {
  readonly code: string;
  readonly message: string;
}

/** An EC2 instance as this product sees it; the adapter makes it from EC2's answer. */
export interface Instance {
  readonly instanceId: string;
  /** The `Name` tag, or null. */
  readonly name: string | null;
  readonly state: InstanceState;
  /** Public IPv4 address, or null. */
  readonly ip: string | null;
  readonly privateIp: string | null;
  /** What EC2 does not say is null. */
  readonly instanceType: string | null;
  readonly availabilityZone: string | null;
  /** RFC 3339, UTC. */
  readonly launchTime: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly stateReason?: StateReason;
  readonly spot: boolean;
  readonly autoScalingGroup?: string;
  /** Launched with hibernation configured: `hibernate` works. */
  readonly hibernation: boolean;
  /** It has been running so briefly that it may turn out not to stay up: a job looks once more. */
  readonly onProbation?: true;
  /** An address that is null stays so: none is waited for. */
  readonly addressIsFinal?: true;
  /** It can be stopped although it is `pending`. */
  readonly stoppableWhilePending?: true;
  /** What is to be told of how it came into its state: the warning of the change that led there. */
  readonly notice?: string;
}

/** Joins code and message of a reason. The same state entered at another time has another text. */
export function reasonText({ code, message }: StateReason): string {
  return `${code} ${message}`;
}

/** Adds tags to an instance. */
export function withTags(instance: Instance, more: Readonly<Record<string, string>>): Instance {
  const tags = { ...instance.tags, ...more };
  const group = tags[autoScalingGroupTag];
  return {
    ...instance,
    tags,
    name: tags.Name || null,
    ...defined({ autoScalingGroup: group }),
  };
}

/** The tag by which EC2 marks members of an Auto Scaling group. */
export const autoScalingGroupTag = 'aws:autoscaling:groupName';

/** A tag as `key=value`. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Checks whether the instance carries the tag with exactly this value. */
export function carries(instance: Instance, tag: Tag): boolean {
  return instance.tags[tag.key] === tag.value;
}

/** Checks whether the instance carries every tag of the selector (AND). */
export function matches(instance: Instance, selector: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => carries(instance, { key, value }));
}

const instanceIdPattern = whole(syntax.instanceId);

/** Checks for EC2's syntax of an instance id: 8 or 17 hexadecimal digits. */
export function isInstanceId(text: string): boolean {
  return instanceIdPattern.test(text);
}

/** Which instances a request is about. */
export type Selection =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'tags'; readonly tags: Readonly<Record<string, string>> };

/** Targets that one synchronous request may have. */
export const synchronousLimit = 100;
/** Targets that one job may have. */
export const jobLimit = 5000;
