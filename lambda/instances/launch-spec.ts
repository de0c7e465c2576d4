import { newestImageParameter } from '../../contract/jobs';

/** What to launch: a function of the request and the job id alone, so that a repeated launch is the same one. */
export interface LaunchSpec {
  /** Absent: the newest Amazon Linux 2023 of the type's architecture, looked up once and then written here. */
  readonly imageId?: string;
  /** The image's root device, whose volume is encrypted; known with the image. */
  readonly rootDevice?: string;
  /** GiB of the image's root volume; known with the image. */
  readonly rootSize?: number;
  readonly instanceType: string;
  /** Every tag of the instance and its volumes. */
  readonly tags: Readonly<Record<string, string>>;
  readonly keyName?: string;
  readonly subnetId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly login?: Login;
}

/** A user that cloud-init makes. */
export interface Login {
  readonly username: string;
  /** In the form of crypt(3), SHA-512. */
  readonly passwordHash: string;
}

/** What `create` launches where the deployment allows it and the request names no type. */
export const usualInstanceType = 't2.micro';

/** Processor architectures by EC2's names. */
export type Architecture = 'x86_64' | 'arm64';

/**
 * Derives the architecture of an instance type from AWS's naming: after the generation's number `g` means Graviton, as
 * in `t4g`, `c7gn` or `im4gn`; `a1` was the first.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function architectureOf(instanceType: string): Architecture {
  const [family = ''] = instanceType.split('.');
  return family === 'a1' || /^[a-z]+\d+g/.test(family) ? 'arm64' : 'x86_64';
}

/** Names the public SSM parameter that holds the newest Amazon Linux 2023 image. */
export function imageParameter(architecture: Architecture): string {
  return `${newestImageParameter}${architecture}`;
}

/**
 * Writes cloud-init's configuration for a login user. JSON is YAML, so no character of the name or the hash can mean
 * anything else. `hashed_passwd` also sets the password of a user that the image has already.
 * https://cloudinit.readthedocs.io/en/latest/reference/modules.html#users-and-groups
 */
export function userData({ username, passwordHash }: Login): string {
  const user = { name: username, hashed_passwd: passwordHash, lock_passwd: false, shell: '/bin/bash' };
  return `#cloud-config\n${JSON.stringify({ users: ['default', user], ssh_pwauth: true })}\n`;
}
